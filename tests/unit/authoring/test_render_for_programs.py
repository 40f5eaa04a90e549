"""What GitHub and code scanners are given."""

import json
from pathlib import Path

from helpers_authoring import notes

from drillbank.authoring.decks import read_deck
from drillbank.authoring.render_github import render_github
from drillbank.authoring.render_sarif import render_sarif

TWICE = """\
- id: twice
  q: What, 100 %: is it?
  a: That.
- id: hook
  q: What is a hook?
  a: A detail.
- id: hook
  q: What is a hook for?
  a: 幅 # lost
"""


def test_github_gets_a_line_a_problem_with_its_signs_escaped() -> None:
    compiled = notes(TWICE, "decks/a,b.yaml")
    place = "file=decks/a%2Cb.yaml"
    quoted, taken, lost = render_github(compiled.diagnostics).splitlines()
    assert quoted == (
        f"::error {place},line=3,endLine=3,col=19,endColumn=20,title=E101::a ': ' inside an "
        "unquoted value%0Aput the value in quotes, or move it to the next line after '|'"
    )
    assert taken.startswith(f"::error {place},line=8,endLine=8,col=9,endColumn=13,title=E211::two")
    assert lost.startswith(f"::warning {place},line=10,endLine=10,col=10,endColumn=16,title=W301::")
    assert render_github(()) == ""


def test_a_problem_of_a_whole_file_has_no_line() -> None:
    missing = read_deck(Path("missing.yaml")).diagnostics
    assert render_github(missing).startswith("::error file=missing.yaml,title=E130::this deck")
    (result,) = json.loads(render_sarif(missing, "1.0"))["runs"][0]["results"]
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "missing.yaml"}}}
    ]


def test_sarif_names_the_rule_the_place_and_the_other_place() -> None:
    log = json.loads(render_sarif(notes(TWICE, "decks/a b.yaml").diagnostics, "1.0"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["E101", "E211", "W301"]
    assert rules[0]["shortDescription"]["text"] == "A ': ' inside an unquoted value"
    result = run["results"][1]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("E211", 1, "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "decks/a%20b.yaml"
    assert place["region"] == {"startLine": 8, "startColumn": 9, "endLine": 8, "endColumn": 13}
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "the other note"
    assert json.loads(render_sarif((), "1.0"))["runs"][0]["results"] == []
