"""Ids by the names that people go by: the hint for a paper that says 赵一诺 where `agency/zhao` belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator import papers, source
from generator.diagnostics import Diagnostic, GeneratorError
from generator.hints import hinted
from generator.references import Workspace
from generator.source import Source

_LISTED = ("brands", "competitors", "products")


def read(path: Path, place: Workspace, *, fix_text: bool = False, loaded: Source | None = None) -> papers.Paper:
    """The paper of a file, as `papers.read`. Raises GeneratorError in which a name in place of an id has the id for a hint."""
    try:
        return papers.read(path, place.kind_roots, fix_text=fix_text, loaded=loaded)
    except GeneratorError as error:
        if not any(one.code == "E111" for one in error.diagnostics):
            raise
        typed = loaded or source.load(path, fix_text=fix_text)
        raise GeneratorError(_with_ids(error.diagnostics, typed.value, place)) from None


def _with_ids(found: Iterable[Diagnostic], typed: Mapping[str, Any], place: Workspace) -> Iterator[Diagnostic]:
    """The problems, those of a known name with its id."""
    names = _names(typed.get("client"), place)
    for one in found:
        name = _folded(_at(typed, one.pointer)) if one.code == "E111" else ""
        known = _clients(place) if one.code == "E111" and one.pointer == "/client" else names
        yield hinted(one, "id_of_name", id=known[name]) if name in known else one


def _names(client: Any, place: Workspace) -> dict[str, str]:
    """Id by name, of the agency's people and of the client's people, brands, competitors and products."""
    profile = _profile(place.path("client_profile", client=client)) if isinstance(client, str) else {}
    listed = [(one, "") for name in _LISTED for one in _entries(profile.get(name))]
    people = [(one, "client/") for one in _entries(profile.get("contacts"))]
    people += [(one, "agency/") for one in _entries((place.setting("agency") or {}).get("people"))]
    return {word: f"{side}{one['id']}" for one, side in (*listed, *people) if "id" in one for word in _words(one.get("name"))}


def _clients(place: Workspace) -> dict[str, str]:
    """The ids of the working folder's clients by their short and legal names."""
    pattern = place.path("client_profile", client="*")
    if not pattern.is_relative_to(place.root):
        return {}
    profiles = [_profile(path) for path in sorted(place.root.glob(pattern.relative_to(place.root).as_posix()))]
    spelled = [(one, one.get(name)) for one in profiles if "id" in one for name in ("legal_name", "short_name")]
    return {word: str(one["id"]) for one, name in spelled for word in _words(name)}


def _profile(path: Path) -> Mapping[str, Any]:
    """What a client's profile says, unchecked; nothing when it cannot be read."""
    try:
        return source.load(path).value
    except GeneratorError:
        return {}


def _entries(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _words(name: Any) -> list[str]:
    """A name in each of its languages, as it compares."""
    return [_folded(one) for one in (name.values() if isinstance(name, Mapping) else [name]) if isinstance(one, str)]


def _folded(name: Any) -> str:
    return "".join(name.split()).casefold() if isinstance(name, str) else ""


def _at(value: Any, pointer: str) -> Any:
    """What stands at a JSON pointer, or None."""
    for step in pointer.split("/")[1:]:
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (KeyError, IndexError, TypeError, ValueError):
            return None
    return value
