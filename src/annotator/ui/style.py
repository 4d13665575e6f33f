"""The application's style sheet, made from the theme's tokens over Qt's own Fusion style.

Widgets name their look by the dynamic property `kind` (and `tone`); nothing else sets colours.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from annotator.domain.resources import resource
from annotator.ui.theme import SERIF, Theme, ThemeBook, palette

_SHEET = """
QWidget {{ color: {ink}; }}
QMainWindow, QDialog {{ background: {window}; }}
QToolTip {{ background: {popup_bg}; color: {popup_ink}; border: 1px solid {popup_bg}; padding: 4px 6px; }}

QMenuBar {{ background: {window}; border-bottom: 1px solid {line}; padding: 2px 6px; }}
QMenuBar::item {{ background: transparent; padding: 4px 8px; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {raised}; border: 1px solid {line_strong}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 14px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {ink}; }}
QMenu::item:disabled {{ color: {muted}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 6px; }}
QMenu::icon {{ padding-left: 8px; }}

QStatusBar {{ background: {window}; border-top: 1px solid {line}; color: {muted}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {muted}; padding: 1px 8px; }}

QSplitter::handle {{ background: {line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}

QLabel {{ background: transparent; }}
QLabel[kind="muted"], QLabel[kind="small"] {{ color: {muted}; }}
QLabel[kind="small"] {{ font-size: {small}pt; }}
QLabel[kind="heading"] {{ color: {muted}; font-size: {tiny}pt; font-weight: 700; letter-spacing: 1px; }}
QLabel[kind="strong"] {{ font-weight: 700; }}
QLabel[kind="title"] {{ font-size: {large}pt; font-weight: 600; }}
QLabel[kind="quote"] {{ font-family: "{serif}"; font-size: {quote}pt; }}
QLabel[kind="warning"] {{ color: {warning}; }}
QLabel[kind="danger"] {{ color: {danger}; }}
QLabel[kind="success"] {{ color: {success}; }}

QFrame[kind="card"] {{ background: {raised}; border: 1px solid {line}; border-radius: 8px; }}
QFrame[kind="card"][selected="true"] {{ border: 1px solid {accent}; }}
QFrame[kind="palette"] {{ background: {raised}; border: 1px solid {line_strong}; border-radius: 10px; }}
QFrame[kind="banner"] {{ background: {warning_bg}; border: none; border-bottom: 1px solid {line_strong}; }}
QWidget[kind="panel"], QScrollArea[kind="panel"] {{ background: {surface}; border: none; }}
QWidget[kind="bar"] {{ background: {surface}; border-bottom: 1px solid {line}; }}
QWidget[kind="raised"] {{ background: {raised}; }}
QScrollArea {{ border: none; background: transparent; }}

QPushButton {{ background: {raised}; border: 1px solid {line_strong}; border-radius: 6px; padding: 5px 12px; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {line}; }}
QPushButton:focus {{ border: 1px solid {focus}; }}
QPushButton:default, QPushButton[kind="primary"] {{
  background: {accent}; color: {accent_ink}; border: 1px solid {accent}; }}
QPushButton:default:focus, QPushButton[kind="primary"]:focus {{ border: 1px solid {ink}; }}
QPushButton:disabled {{ color: {muted}; background: {surface}; border-color: {line}; }}
QPushButton[kind="flat"] {{ background: transparent; border: 1px solid transparent; color: {muted}; text-align: left; }}
QPushButton[kind="flat"]:hover {{ background: {hover}; color: {ink}; }}
QPushButton[kind="flat"]:focus {{ border: 1px solid {focus}; }}
QPushButton[kind="workspace"] {{ border: 1px solid {line}; padding: 5px 12px; }}
QPushButton[kind="workspace"]:checked {{ background: {accent}; color: {accent_ink}; border-color: {accent}; }}
QPushButton[kind="workspace"]:focus {{ border: 1px solid {focus}; }}
QPushButton[kind="workspace"]:checked:focus {{ border: 1px solid {ink}; }}

QPushButton[kind="chip"] {{
  background: {chip_bg}; color: {chip_fg}; border: 1px solid transparent; border-radius: {chip_radius}px;
  padding: 2px 9px; font-size: {small}pt; }}
QPushButton[kind="chip"]:focus {{ border: 1px solid {focus}; }}
QPushButton[kind="chip"][tone="link"] {{ background: {link_bg}; color: {link_fg}; }}
QPushButton[kind="chip"][tone="warning"] {{ background: {warning_bg}; color: {warning}; }}
QPushButton[kind="chip"][tone="danger"] {{ background: {danger_bg}; color: {danger}; }}
QPushButton[kind="chip"][tone="success"] {{ background: {success_bg}; color: {success}; }}
{chips}

QPushButton[kind="segment"] {{
  background: {raised}; border: 1px solid {line_strong}; border-left-width: 0; border-radius: 0;
  padding: 3px 8px; font-size: {small}pt; }}
QPushButton[kind="segment"]:hover {{ background: {hover}; }}
QPushButton[kind="segment"]:checked {{ background: {accent_soft}; color: {link_fg}; }}
QPushButton[kind="segment"]:focus {{ border: 1px solid {focus}; }}
QPushButton[kind="segment"][place="first"], QPushButton[kind="segment"][place="only"] {{
  border-left-width: 1px; border-top-left-radius: 5px; border-bottom-left-radius: 5px; }}
QPushButton[kind="segment"][place="last"], QPushButton[kind="segment"][place="only"] {{
  border-top-right-radius: 5px; border-bottom-right-radius: 5px; }}
QPushButton[kind="segment"][tone="warning"]:checked {{ background: {warning_bg}; color: {warning}; }}
QPushButton[kind="segment"][tone="danger"]:checked {{ background: {danger_bg}; color: {danger}; }}
QPushButton[kind="segment"][tone="success"]:checked {{ background: {success_bg}; color: {success}; }}
{segments}

QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px 7px; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:checked {{ background: {accent_soft}; color: {link_fg}; }}
QToolButton:focus {{ border: 1px solid {focus}; }}
QToolButton[kind="close"] {{ padding: 0 5px; color: {muted}; font-size: {large}pt; }}
QToolButton[kind="close"]:hover {{ color: {ink}; }}
QToolButton[kind="boxed"] {{ background: {raised}; border: 1px solid {line}; }}
QToolButton[kind="boxed"]:hover {{ background: {hover}; }}
QToolButton::menu-indicator {{ image: none; }}
QCheckBox::indicator:unchecked, QRadioButton::indicator:unchecked {{
    width: 12px; height: 12px; border: 1px solid {muted}; background: {raised};
}}
QCheckBox::indicator:unchecked {{ border-radius: 3px; }}
QRadioButton::indicator:unchecked {{ border-radius: 7px; }}
QRadioButton::indicator:checked {{
    width: 6px; height: 6px; border: 4px solid {accent}; border-radius: 7px; background: {accent_ink};
}}
QCheckBox::indicator:unchecked:focus, QRadioButton::indicator:unchecked:focus {{
    width: 10px; height: 10px; border: 2px solid {focus};
}}
QRadioButton::indicator:checked:focus {{ width: 8px; height: 8px; border: 3px solid {ink}; background: {accent}; }}
QCheckBox::indicator:unchecked:disabled, QRadioButton::indicator:unchecked:disabled {{ border-color: {line_strong}; }}

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QDateEdit {{
  background: {raised}; border: 1px solid {line_strong}; border-radius: 6px; padding: 4px 8px;
  selection-background-color: {selection}; selection-color: {selection_ink}; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus {{
  border: 1px solid {focus}; }}
QLineEdit[kind="search"] {{ border-radius: {pill}px; padding: 5px 14px; border-color: {line}; }}
QLineEdit[kind="filter"] {{ border-color: {line}; padding: 4px 8px; }}
QLineEdit[kind="palette"] {{ border: none; border-radius: 0; padding: 12px 14px; font-size: {large}pt;
  background: transparent; }}
QPushButton[kind="search"] {{ border-radius: {pill}px; padding: 6px 16px; border-color: {line}; color: {muted};
  text-align: left; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url("{arrow}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {line_strong};
  selection-background-color: {accent_soft}; selection-color: {ink}; }}

QListView, QTreeView, QTableView {{
  background: {raised}; alternate-background-color: {surface}; border: none; outline: none;
  selection-background-color: {accent_soft}; selection-color: {ink}; gridline-color: {line}; }}
QListView[kind="panel"], QTreeView[kind="panel"] {{ background: {surface}; }}
QTreeView::item, QTableView::item {{ padding: 4px 6px; }}
QTreeView::item:selected, QTableView::item:selected {{ background: {accent_soft}; color: {ink}; }}
QTreeView::item:hover:!selected {{ background: {hover}; }}
QHeaderView {{ background: {surface}; border: none; }}
QHeaderView::section {{ background: {surface}; color: {muted}; border: none; border-bottom: 1px solid {line};
  padding: 6px 8px; font-weight: 600; }}

QTabBar {{ background: transparent; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: 7px 14px; border: none;
  border-right: 1px solid {line}; border-top: 2px solid transparent; }}
QTabBar::tab:selected {{ background: {paper}; color: {ink}; border-top: 2px solid {accent}; }}
QTabBar::tab:hover:!selected {{ background: {hover}; }}
QTabBar::tab:focus {{ color: {ink}; border-top: 2px solid {focus}; }}
QTabWidget::pane {{ border: none; }}

QScrollBar:vertical {{ background: transparent; width: 11px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 11px; margin: 0; }}
QScrollBar::handle {{ background: {line_strong}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {muted}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: none; border: none; width: 0; height: 0; }}

QProgressBar {{ background: {line}; border: none; border-radius: 3px; max-height: 6px; text-align: center; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QGroupBox {{ border: 1px solid {line}; border-radius: 8px; margin-top: 14px; padding: 10px; }}
QGroupBox::title {{ subcontrol-origin: margin; left: 8px; color: {muted}; }}
"""


def sheet(theme: Theme, points: float, serif: str) -> str:
    """The style sheet for `theme` at a base type size of `points`, quotations in `serif`."""
    tokens = {name: getattr(theme, name) for name in theme.__slots__ if isinstance(getattr(theme, name), str)}
    chips = "\n".join(
        f'QPushButton[kind="chip"][tone="{stance}"] {{ background: {pair.bg}; color: {pair.fg}; }}'
        for stance, pair in theme.stances.items()
    )
    segments = "\n".join(
        f'QPushButton[kind="segment"][tone="{stance}"]:checked {{ background: {pair.bg}; color: {pair.fg}; }}'
        for stance, pair in theme.stances.items()
    )
    return _SHEET.format(
        **tokens,
        chips=chips,
        segments=segments,
        serif=serif,
        arrow=resource("icons", f"down-{theme.name}.png").as_posix(),
        tiny=round(points * 0.82, 1),
        small=round(points * 0.88, 1),
        quote=round(points * 1.02, 1),
        large=round(points * 1.3, 1),
        chip_radius=round(points),
        pill=round(points * 1.5),
    )


def apply(app: QApplication, themes: ThemeBook) -> None:
    """Dress the application in the theme in use, and again whenever it changes."""
    app.setStyle("Fusion")
    font = themes.sans()
    app.setFont(font)

    def dress() -> None:
        app.setPalette(palette(themes.theme))
        app.setStyleSheet(sheet(themes.theme, max(font.pointSizeF(), 8.0), themes.family(SERIF)))

    dress()
    themes.changed.connect(dress)
