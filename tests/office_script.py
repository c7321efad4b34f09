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
    """An office of our own, the desktop that opens its files, and what presses its buttons."""
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
        remote,
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


def signs_as(context, author):
    """From now on the office writes this name on comments and tracked changes."""
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    node = named(nodepath="/org.openoffice.UserProfile/Data")
    access = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess", node
    )
    given, _, family = author.rpartition(" ")
    access.givenname, access.sn = given, family
    access.commitChanges()


def found(document, words):
    """The first place where these words stand in a paragraph of the text itself."""
    for each in document.Text:
        if each.supportsService("com.sun.star.text.Paragraph") and not in_contents(each):
            before, match, _ = each.getString().partition(words)
            if match:
                cursor = document.Text.createTextCursorByRange(each.Start)
                cursor.goRight(len(before), False)
                cursor.goRight(len(words), True)
                return cursor
    raise ValueError(f"«{words}» does not stand in the file")


def in_contents(paragraph):
    """Does it stand in the table of contents?"""
    return paragraph.ParaStyleName.startswith("Contents")


def is_heading(paragraph):
    return paragraph.supportsService("com.sun.star.text.Paragraph") and 0 < paragraph.OutlineLevel < 9


def section_of(document, title):
    """A cursor over the section with this title: its heading, and all up to the next heading."""
    every = [each for each in document.Text if each.supportsService("com.sun.star.text.Paragraph")]
    at = next(at for at, each in enumerate(every) if is_heading(each) and each.getString() == title)
    end = next((each for each in every[at + 1 :] if is_heading(each)), None)
    cursor = document.Text.createTextCursorByRange(every[at].Start)
    if end is None:
        cursor.gotoEnd(True)
    else:
        cursor.gotoRange(end.Start, True)
    return cursor


def edited(context, document, dispatcher, step):
    """One thing that a person does in the open file.

    Comments are not among them: LibreOffice 7.4 falls down when it stores one that was made in this way. What
    is deleted with tracking on gives its style to the heading after it; that is LibreOffice's own doing.
    """
    view = document.getCurrentController().getViewCursor()
    frame = document.getCurrentController().getFrame()

    def press(command):
        dispatcher.executeDispatch(frame, f".uno:{command}", "", 0, ())

    match step["do"]:
        case "track":
            signs_as(context, step["author"])
            document.RecordChanges = step["on"]
        case "words":
            found(document, step["old"]).setString(step["new"])
        case "rename":
            cursor = section_of(document, step["title"])
            cursor.collapseToStart()
            cursor.gotoEndOfParagraph(True)
            cursor.setString(step["new"])
        case "delete":
            section_of(document, step["title"]).setString("")
        case "move":
            section = section_of(document, step["title"])
            view.gotoRange(section.Start, False)
            view.gotoRange(section.End, True)
            press("Cut")
            place = section_of(document, step["before"])
            view.gotoRange(place.Start, False)
            press("Paste")
        case "add":
            place = section_of(document, step["before"])
            place.collapseToStart()
            style = place.ParaStyleName
            for words, name in ((step["title"], style), (step["body"], "Text body")):
                document.Text.insertString(place, words, False)
                document.Text.insertControlCharacter(place, 0, False)
                written = document.Text.createTextCursorByRange(place)
                written.gotoPreviousParagraph(False)
                written.ParaStyleName = name
            place.ParaStyleName = style
        case other:
            raise ValueError(f"nobody can do «{other}»")


def answer(context, desktop, dispatcher, question):
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
        for step in question.get("steps", ()):
            edited(context, document, dispatcher, step)
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
    context, desktop, dispatcher = started(program, profile, pipe)
    for line in sys.stdin:
        try:
            told = {"answer": answer(context, desktop, dispatcher, json.loads(line))}
        except Exception as wrong:
            told = {"error": f"{type(wrong).__name__}: {wrong}"}
        print(json.dumps(told), flush=True)
    desktop.terminate()


if __name__ == "__main__":
    main()
