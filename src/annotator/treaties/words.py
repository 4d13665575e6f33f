"""What the parts of a treaty are called in the languages we know. Folded forms; longer ones must not be shadowed."""

from __future__ import annotations

import re

from annotator.domain.text import fold

_ARTICLE = (
    "article articles art arts articulo articulos artigo artigos articolo articoli artikel artikels artikull artykul artykuly "
    "clanek clanok clen clanak artikla artikkel artikolu madde maddə cikk straipsnis pants punktas "
    "статья статьи ст стаття статті артыкул член члан მუხლი հոդված հոդվածներ հոդվածի αρθρο "
    "المادة مادة ماده סעיף अनुच्छेद dieu pasal makala"
)
_NAMES: dict[str, str] = {
    "article": _ARTICLE,
    "point": "point points punkt punkte punto puntos ponto pont item пункт пункты пункта կետ bənd نقطة",
    "paragraph": "paragraph paragraphs para paras par paragraphe paragraphes parrafo paragrafo absatz abs абзац параграф մաս § fıkra fikra",
    "part": "part parts teil partie parte часть մաս kisim الباب",
    "chapter": "chapter chapters chap kapitel chapitre capitulo capitolo глава գլուխ fəsil bolum الفصل",
    "section": "section sections sect abschnitt seccion secao sezione раздел բաժին bolme القسم",
    "annex": "annex annexe annexes appendix schedule anlage anhang anexo allegato bijlage приложение հավելված elave ek ملحق المرفق",
    "preamble": "preamble preambule praambel preambulo preambolo preamboli преамбула նախաբան նախաբանը dibace ديباجة",
    "recital": "recital recitals considerant erwagungsgrund",
}

# The names that may open a heading line in a treaty text, in the spelling they are printed in.
HEADINGS: dict[str, str] = {
    "article": (
        "articles?|art\\.?|art[íi]culos?|artigos?|articol[oi]|artikel|artikull|artyku[łl]|[čc]l[áa]nek|[čc]l[áa]nok|[čc]lanak|"
        "artikkel|artikla|madd[eə]|стать[яи]|ст\\.|статт[яі]|артыкул|член|члан|მუხლი|հոդված|άρθρο|αρθρο|"
        "ال?مادة|مادة|ماده|סעיף|अनुच्छेद|điều|pasal"
    ),
    "point": "point|punkt|punto|ponto|пункт|կետ|bənd",
    "part": "part|teil|partie|parte|часть|մաս|k[ıi]s[ıi]m|الباب",
    "chapter": "chapter|kapitel|chapitre|capítulo|capitolo|глава|գլուխ|fəsil|bölüm|الفصل",
    "section": "section|abschnitt|sección|seção|sezione|раздел|բաժին|القسم",
    "annex": "annex(?:e|ure)?|appendix|schedule|anlage|anhang|anexo|allegato|bijlage|приложение|հավելված|əlavə|ek|المرفق|ملحق",
}
# Languages that put the number first: `5. cikk`, `5 straipsnis`, `5 artikla`, `5-րդ հոդված`.
TRAILING = "cikk|straipsnis|pants|artikla|§|madde|հոդված|gr"
CHINESE = {
    "条": "article",
    "條": "article",
    "조": "article",
    "章": "chapter",
    "節": "section",
    "节": "section",
    "编": "part",
    "部": "part",
}

PREAMBLE = re.compile(
    r"pre[aá]mb(?:le|ule|olo|ulo|ulum)|präambel|преамбула|նախաբան|preambula|dibaçə|ديباجة|الديباجة|序言|前文",
    re.IGNORECASE,
)
# How the parties begin when there is no heading over the preamble.
OPENING = re.compile(
    r"(?:the\s+(?:undersigned|two|high|contracting|parties|states|governments?|republic|president|prime|member|general)|we\b|"
    r"desiring|guided|recalling|considering|recogni[sz]ing|having|reaffirming|bearing|mindful|seeing|noting|"
    r"les\s|le\s+gouvernement|die\s|правительств|стороны|президент|мы\b|los\s|las\s|el\s+gobierno|os\s+governos|мы,)",
    re.IGNORECASE,
)
# What closes a treaty: no provision any more.
CLOSING = re.compile(
    r"(?:done\s+(?:at|in|on|this)|initialled\b|initialed\b|signed\s+(?:at|in|on|by)|in\s+witness\s+whereof|in\s+faith\s+whereof|"
    r"for\s+(?:and\s+on\s+behalf\s+of\s+)?the\s+(?:government|republic|kingdom|state|european)|"
    r"fait\s+à|en\s+foi\s+de\s+quoi|geschehen\s+zu|zu\s+urkund|hecho\s+en|en\s+fe\s+de\s+lo\s+cual|feito\s+em|fatto\s+a|"
    r"совершено\s+в|в\s+удостоверение|подписано|կատարված\s+է|ի\s+հավաստումն|yapılmıştır|حرر(?:ت)?\s+في|واثباتا|本条约于|订于)",
    re.IGNORECASE,
)

_FOLDED = {fold(word): kind for kind, words in _NAMES.items() for word in words.split()}


def kind_of(folded: str) -> str | None:
    """The kind a folded word names (`artículo` folded → `article`), with or without its full stop; None for other words."""
    return _FOLDED.get(folded.rstrip(".:"))
