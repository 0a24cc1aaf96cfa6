"""The bytecode of templates, kept for the next process."""

from __future__ import annotations

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from generator.store import kept


class KeptBytecode(BytecodeCache):
    """Jinja's bytecode under a hash of the template's text and path, and of all that compiles it."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was kept of its template; left empty, the template is compiled."""
        known = kept.recall(_name(bucket))
        if known is not None:
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        kept.keep(_name(bucket), bucket.bytecode_to_string())


def _name(bucket: Bucket) -> str:
    return kept.key("template", jinja2.__version__, bucket.key, bucket.checksum)
