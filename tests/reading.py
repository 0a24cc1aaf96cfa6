"""Second readers: what a finished file says, by other libraries than those that wrote it."""

from __future__ import annotations

import io
import re
import zipfile

import pdfplumber
import pikepdf
from docx import Document
from lxml import etree
from pptx import Presentation

SPACE = re.compile(r"\s+|\u200b|\u2060|\u00ad")


def squeezed(text: str) -> str:
    """Text without white space and invisible joiners: line breaks of a layout are no difference."""
    return SPACE.sub("", text)


def package_text(data: bytes) -> str:
    """Every character of every part of a package, embedded packages too, markup removed and white space squeezed."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith((".xlsx", ".docx", ".pptx")):
                found.append(package_text(part))
            elif name.endswith((".xml", ".rels", ".vml")):
                root = etree.fromstring(part)
                found.append("".join(map(str, root.itertext())))
                values = (str(value) for node in root.iter(etree.Element) for value in node.attrib.values())
                found += [value for value in values if not value.lstrip("-").isdigit()]  # lengths and ids are no words
    return squeezed("\n".join(found))


def shown_text(data: bytes, format: str) -> str:
    """What a reader sees or hears of a file, in the order of its content: text and alternative text; no properties, no notes."""
    if format == "pdf":
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            said = "".join(char["text"] for page in pdf.pages for char in page.chars)
        with pikepdf.open(io.BytesIO(data)) as tagged:
            return squeezed(said + "".join(strings(tagged, "/Alt")))
    keep = {"docx": r"word/(document|header.*|footer.*|charts/chart\d+)\.xml", "pptx": r"ppt/(slides/slide\d+|charts/chart\d+)\.xml"}[format]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [etree.fromstring(package.read(name)) for name in sorted(package.namelist()) if re.fullmatch(keep, name)]
    return squeezed("\n".join("".join(map(str, part.itertext())) + "".join(element.get("descr", "") for element in part.iter(etree.Element)) for part in parts))


def strings(pdf: pikepdf.Pdf, *keys: str) -> list[str]:
    """The strings under some keys of a PDF's dictionaries."""
    found = (item.get(key) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) for key in keys)
    return [str(value) for value in found if isinstance(value, pikepdf.String)]


def everything(data: bytes, format: str) -> str:
    """Every character of a file wherever it stands, metadata included."""
    if format != "pdf":
        return package_text(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        info = "".join(str(value) for key, value in pdf.docinfo.items() if not str(key).endswith("Date")) if "/Info" in pdf.trailer else ""
        metadata = pdf.Root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in pdf.Root else ""
        hidden = "".join(strings(pdf, "/ActualText", "/Title", "/Contents"))
    return shown_text(data, "pdf") + squeezed(info + metadata + hidden)


def reopen(data: bytes, format: str) -> int:
    """The pages, slides or blocks of a file as another library counts them; raises when it cannot open the file."""
    if format == "docx":
        return len(list(Document(io.BytesIO(data)).iter_inner_content()))
    if format == "pptx":
        return len(Presentation(io.BytesIO(data)).slides)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)
