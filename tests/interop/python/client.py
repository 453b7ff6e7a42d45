"""A peer's client: `client.py PEER CASES ADDRESS TRANSPORT PROTOCOL` runs these cases on the server at this address.

Prints `plan`, then `ok` or `FAIL`, with the name of a case and what is wrong, apart by tabs.
"""

import importlib
import os
import sys

from cases import UserCases
from contract_cases import ContractCases
from multiplexed_cases import MultiplexedCases
from target import Target
from tutorial_cases import TutorialCases, TutorialCasesWithThrows

CASES = {cases.__name__: cases for cases in (UserCases, ContractCases, MultiplexedCases, TutorialCases, TutorialCasesWithThrows)}


def main(peer, cases, *target):
    session = CASES[cases](importlib.import_module(f"peer_{peer}"), Target.parse(*target))
    plan = session.cases()
    # One alone, to look at its bytes.
    if only := os.environ.get("INTEROP_CASE"):
        plan = {only: plan[only]}
    for name in os.environ.get("INTEROP_WITHOUT", "").split("|"):
        plan.pop(name, None)
    for name in plan:
        say("plan", name)
    for name, case in plan.items():
        try:
            case()
            session.survives()
        except Exception as error:
            say("FAIL", name, f"{type(error).__name__}: {error}")
        else:
            say("ok", name)


def say(*words):
    print("\t".join(" ".join(word.split()) for word in words), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
