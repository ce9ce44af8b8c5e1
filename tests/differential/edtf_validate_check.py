"""Compares which dates Dateline accepts with which edtf-validate accepts.

    python edtf_validate_check.py DATES

DATES is the list that tests/all/dates/list.rs writes: valid dates of every class, and texts that one
changed character has often made invalid. A difference must be explained by one of the rules
below, or the comparison fails. Significant digits (`1950S2`) and exponents (`Y17E7`) are left out:
they are valid EDTF, which Dateline refuses by its profile.
"""

import re
import sys
from collections import Counter
from multiprocessing import Pool

from edtf_validate.valid_edtf import is_valid

QUALIFIER = r"[?~%]"
GROUPING = rf"^{QUALIFIER}?-?[\dX]{{4}}{QUALIFIER}?-{QUALIFIER}?(2[1-9]|3\d|4[01]){QUALIFIER}?$"


def any_date(pattern):
    """Makes a test whether one of a text's dates matches the pattern."""
    compiled = re.compile(pattern)
    return lambda text: any(compiled.search(date) for date in dates_of(text))


def dates_of(text):
    """Lists the dates that a text is made of."""
    return [date for date in re.split(r",|/|\.\.", re.sub(r"[\[\]{}]", "", text)) if date]


def has_grouping(text):
    """Tells whether one of a text's dates is a season, quarter, third or half."""
    return any(re.search(GROUPING, date) for date in dates_of(text))


def is_compound(text):
    """Tells whether a text is a set or an interval."""
    return text[:1] in ("[", "{") or "/" in text


# What edtf-validate alone refuses, and why Dateline accepts it.
REFUSED = {
    "a grouping with qualified parts or unspecified digits: ISO 8601-2 allows both anywhere":
        any_date(rf"(?=.*[X?~%]){GROUPING}"),
    "a grouping inside a set or interval: every date may stand there":
        lambda text: has_grouping(text) and is_compound(text),
    "a qualifier on both sides of a part: ISO 8601-2 gives each its own meaning":
        any_date(rf"{QUALIFIER}-?[\dX]+{QUALIFIER}"),
    "qualifiers of several parts at once: ISO 8601-2 allows one on each":
        any_date(rf"{QUALIFIER}.*{QUALIFIER}"),
    "unspecified digits that are qualified: ISO 8601-2 allows qualification anywhere":
        lambda text: any(
            "X" in date and re.search(QUALIFIER, date) for date in dates_of(text)
        ),
    "a Y year that is qualified, or inside a set or interval: every date may stand there":
        lambda text: "Y" in text and (is_compound(text) or re.search(QUALIFIER, text)),
    "a negative, qualified or partly unspecified date in a set with `..`: it may stand there":
        lambda text: text[0] in "[{" and ".." in text and re.search(r"[\[{.,]-|[X?~%]", text),
    "an interval with one open or unknown end, the other negative, qualified or unspecified":
        lambda text: re.search(r"^(\.\.)?/|/(\.\.)?$", text) and re.search(r"[/]-|[X?~%]", text),
    "an all-of set of one date: ISO 8601-2 asks for no second":
        lambda text: re.match(r"{[^,]*}$", text),
}

# What edtf-validate alone accepts, and why Dateline refuses it.
ACCEPTED = {
    "unspecified digits in a negative year: the parser refuses what ISO 8601-2 never shows":
        any_date(rf"^{QUALIFIER}?-[\dX]*X"),
    "a negative year in a date-time: level 0 has years from 0000 on":
        lambda text: re.match(r"-.*T", text),
    "a range inside a set that runs backwards, or from one precision to another":
        lambda text: re.match(r"[\[{].*[^\[{,]\.\.[^\]},]", text),
    "spaces inside a set: ISO 8601-2 has none":
        lambda text: text[0] in "[{" and " " in text,
}


def judge(line):
    """Compares one line; gives its text and both verdicts."""
    text, _, earliest, _ = line.split("\t")
    try:
        theirs = is_valid(text)
    except (AttributeError, KeyError, TypeError, ValueError):
        # It crashes on some intervals in place of an answer.
        theirs = None
    return text, earliest != "invalid", theirs


def explain(text, ours, theirs):
    """Names the rule that explains a difference, or nothing."""
    if theirs is None:
        return "edtf-validate crashes"
    rules = REFUSED if ours else ACCEPTED
    return next((why for why, explains in rules.items() if explains(text)), None)


def main(path):
    """Compares all lines of the list and reports."""
    with open(path, encoding="utf-8") as file, Pool() as pool:
        verdicts = pool.map(judge, file.read().splitlines(), chunksize=100)
    differences = [verdict for verdict in verdicts if verdict[1] != verdict[2]]
    reasons = [explain(*difference) for difference in differences]
    explained = Counter(reason for reason in reasons if reason)
    for why, count in explained.most_common():
        print(f"  {count} {why}")
    for (text, ours, _), reason in zip(differences, reasons):
        if not reason:
            print(f"{text}: Dateline {'accepts' if ours else 'refuses'} it alone", file=sys.stderr)
    unexplained = reasons.count(None)
    print(
        f"edtf-validate: {len(verdicts)} dates, {len(verdicts) - len(differences)} the same, "
        f"{len(differences) - unexplained} explained, {unexplained} unexplained"
    )
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
