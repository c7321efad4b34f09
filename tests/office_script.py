"""LibreOffice's own side of tests.office: run by the Python that LibreOffice came with, one question a line.

Starts an office of its own with an empty profile, reached by a pipe inside this process's network, which may
be none. A question is a JSON object {do, given, wanted, form}; the answer {answer} or {error}.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_SECONDS_TO_START = 120
_FORMS = {
    "docx": "MS Word 2007 XML",
    "odt": "writer8",
    "pdf": "writer_pdf_Export",
    "rtf": "Rich Text Format",
    "txt": "Text (encoded)",
}


def started(program, profile, pipe):
    """An office of our own, and the desktop that opens its files."""
    process = subprocess.Popen(
        [program, "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;",
         f"-env:UserInstallation={Path(profile).as_uri()}"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    latest = time.monotonic() + _SECONDS_TO_START
    while True:
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except NoConnectException:
            if time.monotonic() > latest or process.poll() is not None:
                raise
            time.sleep(0.1)
    services = remote.ServiceManager
    return (
        services.createInstanceWithContext("com.sun.star.frame.Desktop", remote),
        services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", remote),
    )


def named(**values):
    """Properties the way UNO takes them."""
    return tuple(PropertyValue(Name=name, Value=value) for name, value in values.items())


def paragraphs(text):
    """Every paragraph of a text, those in tables too, in the order they stand."""
    for part in text:
        if part.supportsService("com.sun.star.text.TextTable"):
            for name in part.getCellNames():
                yield from paragraphs(part.getCellByName(name))
        else:
            yield part


def answer(desktop, dispatcher, question):
    """What the office says, or the file that it wrote."""
    document = desktop.loadComponentFromURL(
        Path(question["given"]).as_uri(), "_blank", 0, named(Hidden=True, UpdateDocMode=0)
    )
    if document is None:
        raise ValueError("LibreOffice did not open the file")
    try:
        if question["do"] == "labels":
            return [
                f"{each.ListLabelString}\t{each.getString()}"
                for each in paragraphs(document.Text)
                if each.ListLabelString
            ]
        if question["do"] in ("Accept", "Reject"):
            frame = document.getCurrentController().getFrame()
            dispatcher.executeDispatch(frame, f".uno:{question['do']}AllTrackedChanges", "", 0, ())
        more = {"FilterOptions": "UTF8"} if question["form"] == "txt" else {}
        document.storeToURL(
            Path(question["wanted"]).as_uri(), named(FilterName=_FORMS[question["form"]], **more)
        )
        return None
    finally:
        document.close(True)


def main():
    """Answer until nobody asks any more."""
    program, profile, pipe = sys.argv[1:]
    desktop, dispatcher = started(program, profile, pipe)
    for line in sys.stdin:
        try:
            told = {"answer": answer(desktop, dispatcher, json.loads(line))}
        except Exception as wrong:
            told = {"error": f"{type(wrong).__name__}: {wrong}"}
        print(json.dumps(told), flush=True)
    desktop.terminate()


if __name__ == "__main__":
    main()
