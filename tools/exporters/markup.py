"""Trees of tags: text is put in as text, so that no name can become markup."""

from __future__ import annotations

import xml.etree.ElementTree as ET

#: A child of an element: another, or text; None and "" are left out.
Child = ET.Element | str | None


def element(tag: str, *children: Child, **attributes: str | float | None) -> ET.Element:
    """An element with its children in order.

    Args:
        attributes: None leaves one out; a trailing underscore is dropped (``class_``), others
            become hyphens.
    """
    made = ET.Element(tag)
    for name, value in attributes.items():
        if value is not None:
            made.set(name.rstrip("_").replace("_", "-"), str(value))
    add(made, *children)
    return made


def add(parent: ET.Element, *children: Child) -> None:
    """Put children at the end of an element."""
    for child in children:
        if isinstance(child, ET.Element):
            parent.append(child)
        elif child and len(parent):
            parent[-1].tail = (parent[-1].tail or "") + child
        elif child:
            parent.text = (parent.text or "") + child
