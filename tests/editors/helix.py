"""A session in the real Helix, in a pseudo-terminal: helix.py HX REPOSITORY FOLDER

FOLDER holds a copy of tests/corpus; `asl` is on the PATH. Exit status 0: all passed.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import Terminal

hx, repository, folder = (os.path.abspath(path) for path in sys.argv[1:4])
home = tempfile.mkdtemp(prefix="asl-helix-")
config = os.path.join(home, ".config", "helix")
shutil.copytree(os.path.join(repository, "editors", "helix"), config)
with open(os.path.join(config, "config.toml"), "w") as file:
    file.write("[editor]\nmouse = false\ncompletion-timeout = 5\n")
environment = {"HOME": home, "XDG_CONFIG_HOME": os.path.join(home, ".config"),
               "XDG_CACHE_HOME": os.path.join(home, ".cache")}
broken = os.path.join(folder, "order-processing.broken.asl.json")
lines = open(broken).read().split("\n")
failed = 0


def place(line_text, text):
    """The line and column, from 1, of `text` in the first line that holds `line_text`."""
    for number, line in enumerate(lines, 1):
        if line_text in line:
            return number, line.index(text) + 1
    raise AssertionError("no line holds " + line_text)


def go_to(line_text, text):
    line, column = place(line_text, text)
    terminal.keys("%dgg" % line)
    terminal.keys("gh" + "l" * (column - 1))
    terminal.wait("%d:%d" % (line, column))


def test(name, body):
    global failed
    try:
        body()
        print("ok   " + name)
    except AssertionError as failure:
        failed += 1
        print("FAIL %s\n%s" % (name, failure))
    # Each Escape is read alone: together with the next key it would be Alt+key.
    for _ in range(2):
        terminal.keys("\x1b")
        terminal.wait(" NOR ")


def health():
    for language in ("asl", "asl-yaml"):
        command = [hx, "--health", language]
        shown = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True).stdout
        found = [re.sub("\x1b\\[[0-9;]*m", "", line).strip() for line in shown.split("\n")]
        assert any(line.startswith("✓ asl:") for line in found), shown
        assert "Highlight queries: ✓" in found, shown


def diagnostics():
    go_to('"IsLargeOder"', "IsLargeOder")
    terminal.wait("no state")


def hover():
    go_to('"States.ALL"', "States.ALL")
    terminal.keys(" k")
    terminal.wait(lambda screen: screen.count("States.ALL") > 1)


def definition():
    go_to('"Default"', "OrderInvalid")
    terminal.keys("gd")
    terminal.wait("%d:%d" % place('"OrderInvalid": {', "OrderInvalid"))


def completion():
    line, column = place('"IsLargeOder"', "IsLargeOder")
    go_to('"IsLargeOder"', "IsLargeOder")
    terminal.keys("i")
    terminal.wait(" INS ")
    terminal.keys("\x18")
    # The list: each wanted name once more than in the text that is shown.
    terminal.wait(lambda screen: all(name in screen for name in ("IsLargeOrder", "OrderComplete", "OrderInvalid"))
                  and screen.count("OrderComplete") > "\n".join(lines).count("OrderComplete"))


terminal = Terminal([hx, broken], environment, folder)
# Helix asks the terminal questions while it starts: a key among the answers would be taken for a part of them.
terminal.wait('"StartAt"')
test("health", health)
test("diagnostics", diagnostics)
test("hover", hover)
test("definition", definition)
test("completion", completion)
terminal.keys(":q!\r")
status = terminal.close()
failed += status != 0
shutil.rmtree(home)
print("all passed" if not failed else "%d failed" % failed)
sys.exit(bool(failed))
