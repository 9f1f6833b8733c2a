"""Writing case files: one file, or a folder with each party's sheet in a file of its own."""

from __future__ import annotations

from pathlib import Path

from makeable.casefile.json_text import to_json
from makeable.casefile.write import case_data, private_data
from makeable.casefile.yaml_text import to_yaml
from makeable.errors import BadInput, Problem
from makeable.model import Case

__all__ = ["case_text", "save", "save_folder", "write_new"]

_UNFIT = set('/\\:*?"<>|')  # characters that file names of some system cannot have


def case_text(case: Case, name: str = "case.yaml") -> str:
    """The case as YAML, or as JSON when `name` ends in .json."""
    data = case_data(case)
    return to_json(data) if name.endswith(".json") else to_yaml(data)


def save(case: Case, path: str | Path, overwrite: bool = False) -> None:
    """Write the case to one file (.json: JSON, otherwise YAML). Raises BadInput when it exists already."""
    path = Path(path)
    write_new(path, case_text(case, path.name), overwrite)


def save_folder(case: Case, folder: str | Path, overwrite: bool = False) -> list[Path]:
    """Write case.yaml and sheets/PARTY.yaml into a folder, so that each party can be handed its own sheet alone.

    A party whose id no file can be named after gets a numbered file, which the case file then names.
    Returns the files. Raises BadInput when one exists already.
    """
    folder = Path(folder)
    data = case_data(case, apart=True)
    texts: dict[Path, str] = {}
    for place, party in enumerate(case.parties):
        private = private_data(party, case)
        if not private:
            continue
        fit = not (set(party.id) & _UNFIT) and party.id.isascii() and party.id[0] not in ". -" and len(party.id) <= 80
        name = f"{party.id if fit else f'party-{place + 1}'}.yaml"
        if not fit:
            entry = data["parties"][place]
            data["parties"][place] = {**({"id": entry} if isinstance(entry, str) else entry), "sheet": f"sheets/{name}"}
        texts[folder / "sheets" / name] = to_yaml(private, f"Private: the sheet of {party.id}.")
    texts = {folder / "case.yaml": to_yaml(data), **texts}
    taken = [file for file in texts if file.exists()] if not overwrite else []
    if taken:
        raise BadInput([_taken(file) for file in taken])
    for file, text in texts.items():
        write_new(file, text, overwrite)
    return list(texts)


def write_new(path: Path, text: str, overwrite: bool = False) -> None:
    """Write a text to a file that is not there yet; its folder is made. Raises BadInput when it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w" if overwrite else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise BadInput([_taken(Path(error.filename or path))]) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "not a name of a file").lower()
        raise BadInput([Problem(str(path), f"The file cannot be written: {reason}.", "Choose another path.")]) from None


def _taken(path: Path) -> Problem:
    return Problem(str(path), "There is such a file already.", "Choose another path, or move that file away.")
