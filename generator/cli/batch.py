"""`briefwright batch`: everything that a plan means, made or made again where something has changed."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event as Flag
from typing import TYPE_CHECKING, Any

import click

from generator.cli.options import MESSAGES, together
from generator.cli.reporting import INTERRUPTED, exit_code, json_of, message_language, show
from generator.diagnostics import Diagnostic, GeneratorError, MessageLanguage, problem

if TYPE_CHECKING:
    from generator.batch.events import Event, Failed, Options, Stopped
    from generator.batch.jobs import Job
    from generator.batch.plan import Plan
    from generator.batch.shards import Shard
    from generator.batch.staleness import Reason

_WORDS: dict[str, dict[MessageLanguage, str]] = {
    "new": {"zh": "尚未生成", "en": "not made yet"},
    "failed": {"zh": "上次失败：{names}", "en": "failed last time: {names}"},
    "settings": {"zh": "计划中的设置或字段已变", "en": "the plan says something else of it"},
    "tool": {"zh": "程序、依赖库或字体已变", "en": "the program, a library or a font has changed"},
    "input": {"zh": "已变：{names}", "en": "changed: {names}"},
    "data": {"zh": "数据文件已变，可能与它无关：{names}", "en": "data changed, perhaps not for this one: {names}"},
    "missing": {"zh": "输出不见了：{names}", "en": "missing: {names}"},
    "altered": {"zh": "输出被人改过：{names}", "en": "changed by hand: {names}"},
    "force": {"zh": "--force", "en": "--force"},
    "would": {"zh": "将生成 {count} 份，{fresh} 份无需重新生成", "en": "{count} to be made, {fresh} stand as they should"},
    "stops": {"zh": "正在完成手头的文件；再按一次 Ctrl-C 立即停止", "en": "finishing what is in hand; Ctrl-C again stops at once"},
    "done": {"zh": "已生成 {made}，无变化 {fresh}，失败 {failed}", "en": "{made} made, {fresh} unchanged, {failed} failed"},
    "left": {"zh": "还有 {left} 份未生成；接着做：{command}", "en": "{left} not made yet; to go on: {command}"},
    "index": {"zh": "目录：{path}", "en": "index: {path}"},
}


@click.command("batch")
@together(
    click.argument("path", metavar="PLAN", type=click.Path(path_type=Path)),
    click.option("--jobs", "-j", type=click.IntRange(1, 256), help="Worker processes (default: one for each core)."),
    click.option("--out", type=click.Path(path_type=Path), help="Output folder (default: the plan's, else output)."),
    click.option("--shard", metavar="I/N", help="Only part I of N; several machines share one plan and one folder."),
    click.option("--dry-run", is_flag=True, help="Show the files that would be made, one a line, and make none."),
    click.option("--status", is_flag=True, help="Show what is not as it should be, and why, and make nothing."),
    click.option("--force", is_flag=True, help="Make everything again, files that were changed by hand too."),
    click.option("--progress", type=click.Choice(["bar", "json", "none"]), help="Default: bar on a terminal, none elsewhere."),
    click.option("--on-locked", type=click.Choice(["fail", "rename"]), default="fail", show_default=True,
                 help="What becomes of a file whose old one is open in another program."),
    click.option("--no-fsync", is_flag=True, help="Faster, and not proof against a power cut."),
    MESSAGES,
)  # fmt: skip
def batch_command(path: Path, dry_run: bool, status: bool, messages: str | None, progress: Any, **asked: Any) -> None:
    """Make all documents of a plan, several at a time: only what is new or has changed. The same command goes on where a run ended."""
    language = message_language(messages)
    try:
        if not (dry_run or status or asked["force"]) and (events := _all_stand(path, asked)):
            sys.exit(_follow(iter(events), progress if progress == "json" else "none", language, Flag()))
        from generator.batch import jobs, plan, run, standing

        prints = standing.looking_at(path)
        read = plan.read(path)
        options = _options(read, language, asked)
        wanted = jobs.of(read, prints)
        if dry_run or status:
            found = run.stale(wanted, read, options, prints)
            (_show_status if status else _show_files)(found, options, language)
            sys.exit(0)
        progress = progress or ("bar" if sys.stderr.isatty() else "none")
        with _interruptible(language, progress) as stop:
            code = _follow(run.run(wanted, read, options, prints, stop), progress, language, stop)
    except GeneratorError as error:
        if progress == "json":
            for one in error.diagnostics:
                _say({"event": "error", "diagnostic": json_of(one, language)})
        else:
            show(error.diagnostics, language)
        code = exit_code(error.diagnostics)
    sys.exit(code)


def _say(event: dict[str, object]) -> None:
    """Print an event of `--progress json` that is none of the run's."""
    click.echo(json.dumps(event, ensure_ascii=False), err=True)


def _all_stand(path: Path, asked: dict[str, Any]) -> list[Event] | None:
    """What is told of a run with nothing to make, when that can be known without reading the plan."""
    from generator.batch import standing
    from generator.batch.events import Begun, Ended

    count = standing.unchanged(path, asked["out"], _shard(asked["shard"]))
    return None if count is None else [Begun(count, count), Ended(None)]


def _options(plan: Plan, language: MessageLanguage, asked: dict[str, Any]) -> Options:
    """What was asked for on the command line, and what the plan says. Raises GeneratorError E756."""
    from generator.batch.events import Options
    from generator.batch.limits import Limits

    out = asked["out"] or plan.out or Path("output")
    limits = Limits(plan.seconds, plan.memory_mb << 20)
    workers = asked["jobs"] or _cores()
    durable = not asked["no_fsync"]
    return Options(out.absolute(), workers, _shard(asked["shard"]), limits, asked["force"], durable, asked["on_locked"], language)


def _cores() -> int:
    """The cores that this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _shard(typed: str | None) -> Shard:
    from generator.batch.shards import Shard

    if typed is None:
        return Shard()
    found = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", typed)
    if found is None or int(found[1]) > int(found[2]):
        raise GeneratorError([problem("E756", typed=typed)])
    return Shard(int(found[1]), int(found[2]))


@contextmanager
def _interruptible(language: MessageLanguage, form: str) -> Iterator[Flag]:
    """A flag that the first Ctrl-C sets, as does a scheduler's SIGTERM; the second Ctrl-C ends the run where it is."""
    import signal

    stop = Flag()

    def heard(number: int, frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        _say({"event": "stopping"}) if form == "json" else click.echo(_WORDS["stops"][language], err=True)

    before = {number: signal.signal(number, heard) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _follow(events: Iterator[Event], form: Any, language: MessageLanguage, stop: Flag) -> int:
    """Show a run as it goes and what came of it at the end; the exit code that calls for."""
    from generator.batch.events import Begun, Ended, Failed, Made, Stopped
    from generator.cli import progress

    made = fresh = 0
    told: list[Diagnostic] = []
    failed: list[Failed] = []
    stopped: Stopped | None = None
    index: Path | None = None
    with progress.shown(form, language) as tell:
        for event in events:
            tell(event)
            match event:
                case Begun():
                    fresh = event.fresh
                case Made():
                    made, fresh = made + (not event.is_unchanged), fresh + event.is_unchanged
                    told += event.warnings
                    for file in event.files:
                        click.echo(str(_near(file)))
                case Failed():
                    failed.append(event)
                case Stopped():
                    stopped = stopped or event
                case Ended():
                    index = event.index
    if form != "json":
        show(dict.fromkeys((*told, *(one for each in failed for one in each.diagnostics))), language)
        click.echo(_WORDS["done"][language].format(made=made, fresh=fresh, failed=len(failed)), err=True)
        if index:
            click.echo(_WORDS["index"][language].format(path=_near(index)), err=True)
    return _ended(stopped, bool(failed), language, stop, form)


def _ended(stopped: Stopped | None, failed: bool, language: MessageLanguage, stop: Flag, form: str) -> int:
    """The exit code of a run, after a word on how to go on where it ended early."""
    if stopped and form != "json":
        show([stopped.problem] if stopped.problem else [], language)
        import shlex

        command = shlex.join(["briefwright", *sys.argv[1:]])
        click.echo(_WORDS["left"][language].format(left=stopped.left, command=command), err=True)
    if stopped and stopped.problem:
        return exit_code([stopped.problem])
    return INTERRUPTED if stopped and stop.is_set() else 1 if failed else 0


def _show_files(found: list[tuple[Job, Reason | None]], options: Options, language: MessageLanguage) -> None:
    """Every file that would be made, one a line on standard output."""
    todo = [job for job, reason in found if reason or options.force]
    for job in todo:
        for name in job.names.values():
            click.echo(str(_near(options.out) / name))
    click.echo(_WORDS["would"][language].format(count=len(todo), fresh=len(found) - len(todo)), err=True)


def _show_status(found: list[tuple[Job, Reason | None]], options: Options, language: MessageLanguage) -> None:
    """Every document that is not as it should be, one a line on standard output, and why."""
    todo = [(job, reason) for job, reason in found if reason]
    for job, reason in todo:
        click.echo(f"{job.key}: {_WORDS[reason.cause][language].format(names=', '.join(reason.names))}")
    click.echo(_WORDS["would"][language].format(count=len(todo), fresh=len(found) - len(todo)), err=True)


def _near(path: Path) -> Path:
    """A path as one in the current folder would write it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
