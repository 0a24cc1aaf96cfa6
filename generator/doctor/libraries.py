"""The system libraries under WeasyPrint, without which there is no PDF."""

from __future__ import annotations

from importlib import import_module

from generator.doctor.finding import Finding

REMEDY_EN = """Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
macOS:          brew install pango
Windows:        install MSYS2, then in its shell: pacman -S mingw-w64-x86_64-pango
                and set WEASYPRINT_DLL_DIRECTORIES=C:\\msys64\\mingw64\\bin
Word and PowerPoint files are made without."""
REMEDY_ZH = """Debian、Ubuntu：apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
macOS：brew install pango
Windows：安装 MSYS2，在其终端执行 pacman -S mingw-w64-x86_64-pango，
         并设置 WEASYPRINT_DLL_DIRECTORIES=C:\\msys64\\mingw64\\bin
没有它们也能生成 Word 和 PowerPoint 文件。"""


def found() -> Finding:
    """Whether WeasyPrint finds Pango, and which."""
    try:
        engine = import_module("generator.writers.pdf.engine")
    except (OSError, ImportError) as error:
        reason = str(error).splitlines()[0]
        return Finding("broken", "PDF", "PDF", f"WeasyPrint cannot start: {reason}", f"WeasyPrint 无法启动：{reason}", REMEDY_EN, REMEDY_ZH)
    number = import_module("weasyprint.text.ffi").pango.pango_version()
    versions = f"WeasyPrint {engine.weasyprint.__version__}, Pango {number // 10000}.{number // 100 % 100}.{number % 100}"
    return Finding("good", "PDF", "PDF", versions, versions)
