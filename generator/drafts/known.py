"""What is known of a paper before it is written: its client and campaign, and the inputs that it may draw from."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

from generator import papers
from generator.diagnostics import GeneratorError, problem
from generator.kinds import Kind
from generator.papers import Paper
from generator.references import PATHS, Workspace
from generator.values import Node

ID = re.compile(r"[a-z0-9][a-z0-9-]*")
"""The id of a client or a campaign: the name of its folder."""


def facts(client: str | None, campaign: str | None, kind: Kind, place: Workspace, origin: Paper | None) -> dict[str, str]:
    """The ids of client and campaign as asked, else those of the paper it is made from; "" where nobody says. Raises GeneratorError E723
    for a client without a profile, E724 for a profile of nobody, E727 for an id that could not be a folder."""
    header: Mapping[str, object] = origin.value if origin else {}
    said = {"client": client or str(header.get("client") or ""), "campaign": campaign or str(header.get("campaign") or "")}
    wrong = [problem("E727", name=name, typed=typed) for name, typed in said.items() if typed and not ID.fullmatch(typed)]
    if wrong:
        raise GeneratorError(wrong)
    if kind.name in PATHS and not said["client"]:
        raise GeneratorError([problem("E724", kind=kind.name)])
    if kind.name not in PATHS and said["client"] and not place.path("client_profile", client=said["client"]).is_file():
        path = place.path("client_profile", client=said["client"])
        names = clients(place)
        nearest = difflib.get_close_matches(said["client"], names, 3) or names[:8]
        raise GeneratorError([problem("E723", client=said["client"], path=path, known=", ".join(nearest) or "–")])
    return said


def clients(place: Workspace) -> list[str]:
    """The clients that have a profile."""
    pattern = place.path("client_profile", client="*").relative_to(place.root).as_posix()
    return sorted(path.parent.name for path in place.root.glob(pattern))


def inputs(kind: Kind, place: Workspace, said: Mapping[str, str]) -> dict[str, Node]:
    """The inputs that are there and can be read, by name, the agency among them. A broken one is left to `check`."""
    agency = place.setting("agency")
    found: dict[str, Node] = {"agency": agency} if agency is not None else {}
    for name in dict.fromkeys(("client", *kind.inputs)):
        path = _input(name, place, said)
        if path is not None and path.is_file():
            try:
                found[name] = papers.read(path, place.kind_roots).value
            except GeneratorError:
                continue
    return found


def _input(name: str, place: Workspace, said: Mapping[str, str]) -> Path | None:
    """The file of an input of a client or a campaign."""
    if not said["client"] or name == "agency":
        return None
    if name == "client":
        return place.path("client_profile", client=said["client"])
    return place.path("campaign", client=said["client"], campaign=said["campaign"], kind=name) if said["campaign"] else None
