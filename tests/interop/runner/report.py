"""One line a case, and the count."""


class Report:
    def __init__(self):
        self.passed_count = 0
        self.failed_count = 0

    def passed(self, *place_and_case):
        self.passed_count += 1
        self.line("ok", *place_and_case)

    def failed(self, *place_case_and_why):
        self.failed_count += 1
        *place_and_case, why = place_case_and_why
        self.line("FAIL", *place_and_case, " ".join(why.split()))

    def line(self, status, peer, direction, dialect, case, why=""):
        line = f"{status:<4}  {peer:<15}  {direction:<31}  {dialect:<18}  {case}"
        print(f"{line}: {why}" if why else line, flush=True)

    def close(self):
        """Prints the count, and gives the status to exit with."""
        print(f"{self.passed_count} passed, {self.failed_count} failed", flush=True)
        return 0 if self.passed_count and not self.failed_count else 1
