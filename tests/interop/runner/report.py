"""One line for each cell of the matrix, one for each case that fails, what is not our doing, and the count."""

from collections import Counter

from runner.deviations import covering

LONGEST = 300


class Report:
    def __init__(self):
        self.counts = Counter()
        self.cells = {}
        # For each deviation that was seen, where: the place and the case.
        self.deviations = {}

    def passed(self, place, case):
        deviations = covering(place, case)
        if not deviations:
            self.count(place, "passed")
        else:
            self.fail(place, case, f"passes, and was held to be a fault of the peer's: {deviations[0].why}")

    def failed(self, place, case, why):
        deviation = next((deviation for deviation in covering(place, case) if deviation.explains(why)), None)
        if deviation is None:
            self.fail(place, case, why)
        else:
            self.deviations.setdefault(deviation, []).append((place, case))
            self.count(place, "theirs")

    def fail(self, place, case, why):
        self.count(place, "failed")
        print(f"FAIL  {row(place)}  {case}: {' '.join(why.split())[:LONGEST]}", flush=True)

    def count(self, place, what):
        self.counts[what] += 1
        self.cells.setdefault(place, Counter())[what] += 1

    def close_cell(self, place):
        """Prints how it went, once all its cases have been."""
        counts = self.cells.get(place, Counter())
        status = "FAIL" if counts["failed"] or not counts["passed"] else "ok"
        theirs = f", and {counts['theirs']} that the peer fails" if counts["theirs"] else ""
        ours = counts["passed"] + counts["failed"]
        print(f"{status:<4}  {row(place)}  {counts['passed']} of {ours}{theirs}", flush=True)

    def close(self):
        """Prints the count, and gives the status to exit with."""
        passed, failed = self.counts["passed"], self.counts["failed"]
        print(f"{passed} passed, {failed} failed", flush=True)
        return 0 if passed and not failed else 1


def row(place):
    peer, direction, dialect = place
    return f"{peer:<22}  {direction:<33}  {dialect:<18}"
