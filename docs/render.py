#!/usr/bin/env python3
"""Renews what these pages show of the tool, by running it.

    cargo build --release
    python3 docs/render.py            # rewrites docs/terminal.svg and every output in README.md and docs/*.md
    python3 docs/render.py --check    # changes nothing; exit status 1 where something shown is no longer true

A block of ```console in a page holds commands after "$ " and what they print. Commands run in the root of this
repository, in a shell, with the built `cordial` first on the PATH; `--bin FILE` names another one. A line "..." ends
the output that is shown, and the rest of it is left out. Needs Python 3.9 on Linux or macOS, and nothing else.
"""
import argparse, fcntl, html, os, pathlib, pty, re, struct, subprocess, sys, termios, unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
PICTURE, SHOWN = "docs/terminal.svg", "cordial check examples/04-too-many-questions.md"
COLUMNS, CELL, LINE, SIZE, EDGE, BAR = 92, 8.4, 19, 14, 18, 34
BACK, FRONT = "#1e2127", "#d7dae0"
COLORS = {30: "#5c6370", 31: "#ff7b85", 32: "#98c379", 33: "#e5c07b", 34: "#6cb6ff", 35: "#d38aea", 36: "#56c8d8", 37: FRONT}


def in_terminal(command, env):
    """What a command prints on a real terminal of COLUMNS columns, with its colours."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        os.execvpe("sh", ["sh", "-c", "sleep 0.2; exec " + command], {**env, "TERM": "xterm-256color"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    printed = b""
    while True:
        try:
            more = os.read(terminal, 65536)
        except OSError:  # Linux says "input/output error" where the other side is closed
            break
        if not more:
            break
        printed += more
    os.waitpid(child, 0)
    return printed.decode().replace("\r\n", "\n")


def runs(line, style):
    """A line as pieces of one style each: (text, bold, colour)."""
    bold, color = style
    pieces = []
    for found in re.finditer(r"\x1b\[([\d;]*)m|[^\x1b]+", line):
        if found[1] is None:
            pieces.append((found[0], bold, color))
            continue
        for code in (int(c or 0) for c in found[1].split(";")):
            if code == 0:
                bold, color = False, FRONT
            elif code == 1:
                bold = True
            elif code - 60 in COLORS or code in COLORS:
                color = COLORS[code - 60 if code > 60 else code]
    return pieces, (bold, color)


def width(text):
    """How many columns a text takes on a terminal."""
    wide = (2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)
    return sum(wide)


def picture(command, printed):
    """An SVG of a terminal that shows a command and what it printed."""
    lines = ["\x1b[1;32m$\x1b[0m " + command] + printed.rstrip("\n").split("\n")
    high, wide = BAR + len(lines) * LINE + EDGE, 2 * EDGE + COLUMNS * CELL
    words = html.escape(f"A terminal: {command}, and what cordial says of that draft")
    font = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}" role="img">',
        f"<title>{words}</title>",
        f'<rect width="100%" height="100%" rx="9" fill="{BACK}"/>',
        *(f'<circle cx="{EDGE + 3 + 20 * n}" cy="17" r="6" fill="{c}"/>' for n, c in enumerate(["#ff5f57", "#febc2e", "#28c840"])),
        f'<g font-family="{font}" font-size="{SIZE}" fill="{FRONT}" xml:space="preserve">',
    ]
    style = (False, FRONT)
    for row, line in enumerate(lines):
        pieces, style = runs(line, style)
        at = 0
        for text, bold, color in pieces:
            # Every word has its own place, so that the columns hold in every font.
            for word in re.finditer(r"\S+(?: \S+)*", text):
                x, cells = EDGE + (at + width(text[: word.start()])) * CELL, width(word[0])
                look = (' font-weight="bold"' if bold else "") + (f' fill="{color}"' if color != FRONT else "")
                fit = f'textLength="{cells * CELL:g}" lengthAdjust="spacingAndGlyphs"'
                out.append(f'<text x="{x:g}" y="{BAR + row * LINE + 14:g}" {fit}{look}>{html.escape(word[0])}</text>')
            at += width(text)
    return "\n".join([*out, "</g>", "</svg>"]) + "\n"


def renewed(page, env):
    """A page with the output of its commands as it is now."""

    def block(found):
        commands = re.split(r"^\$ ", found[1], flags=re.M)[1:]
        shown = []
        for old in commands:
            command, _, before = old.partition("\n")
            done = subprocess.run(["sh", "-c", command], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            lines = [line.rstrip() for line in done.stdout.rstrip("\n").split("\n")] if done.stdout.strip() else []
            kept = before.rstrip("\n").split("\n")
            if kept[-1] == "...":
                lines = lines[: len(kept) - 1] + ["..."]
            gap = [""] if before.endswith("\n\n") else []
            shown += ["$ " + command, *lines, *gap]
        return "```console\n" + "\n".join(shown).rstrip("\n") + "\n```"

    return re.sub(r"```console\n(.*?)\n```", block, page, flags=re.S)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--bin", type=pathlib.Path, default=ROOT / "target/release/cordial", help="the cordial to run")
    options.add_argument("--check", action="store_true", help="change nothing, and say what is out of date")
    given = options.parse_args()
    if given.bin.stem != "cordial":
        sys.exit(f"{given.bin} is not called cordial, and the shell would run another one")
    if not given.bin.is_file():
        sys.exit(f"{given.bin} is not there: `cargo build --release` makes it")
    path = f"{given.bin.resolve().parent}{os.pathsep}{os.environ['PATH']}"
    env = {**{k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}, "PATH": path}
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    new = {page: renewed(page.read_text("utf-8"), env) for page in pages}
    new[ROOT / PICTURE] = picture(SHOWN, in_terminal(SHOWN, env))
    stale = [file for file, text in new.items() if not file.is_file() or file.read_text("utf-8") != text]
    for file in stale:
        print(("out of date: " if given.check else "renewed: ") + str(file.relative_to(ROOT)))
        if not given.check:
            file.write_text(new[file], "utf-8")
    sys.exit(1 if given.check and stale else 0)


if __name__ == "__main__":
    main()
