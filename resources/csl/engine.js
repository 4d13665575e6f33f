// What Annotator asks of citeproc-js, so that each question is one call with JSON in and JSON out.
// Runs inside V8 after citeproc.js; there is no file, network or timer to reach from here.
var annotator = (function () {
    "use strict";
    var CSL = module.exports;
    var locales = {};
    var items = {};
    var texts = {};
    var versions = {};
    var made = {};
    var madeAlone = {};
    var numbered = false;
    var naming = false;
    var engine = null;
    var system = {
        retrieveLocale: function (lang) { return locales[lang] || locales["en-US"]; },
        retrieveItem: function (id) { return items[id]; }
    };

    // citeproc-js takes a name for a Chinese one, family and given name together, where it has no letter of the
    // alphabets it lists. Put with them: Armenian, Georgian, Coptic, the rest of Cyrillic and Latin, Arabic's and
    // Syriac's further letters, India's and Ethiopia's scripts, Tibetan to Khmer.
    function knowMoreAlphabets() {
        var more = "\u0180-\u0217\u021c-\u02af\u0530-\u058f\u0700-\u0e00\u0e80-\u10ff\u1200-\u139f\u1780-\u17ff" +
            "\u1c80-\u1cbf\u1e00-\u1eff\u2c60-\u2c7f\u2c80-\u2dff\ua640-\ua69f\ua720-\ua7ff\ufb00-\ufdff\ufe70-\ufefc";
        ["ROMANESQUE", "ROMANESQUE_NOT", "STARTSWITH_ROMANESQUE", "ENDSWITH_ROMANESQUE", "ALL_ROMANESQUE"].forEach(function (name) {
            var rex = CSL[name + "_REGEXP"];
            CSL[name + "_REGEXP"] = new RegExp(rex.source.replace("a-zA-Z", "a-zA-Z" + more), rex.flags);
        });
        // Initials are made of capitals alone, which are tried for being some; not every alphabet has them.
        var initial = CSL.NAME_INITIAL_REGEXP.source.replace("^([A-Z", "^([A-Z\u0180-\u024f\u0460-\u052f\u0531-\u0556\u1e00-\u1eff");
        CSL.NAME_INITIAL_REGEXP = new RegExp(initial.replace("([a-zA-Z", "([a-zA-Z" + more));
    }
    knowMoreAlphabets();

    // citeproc-js builds a macro once and shares it, except in sort keys: there each mention is expanded in
    // place, within each other, which makes of Chicago's 209 macros hundreds of thousands of tokens. Sharing
    // them there too is what its pull request 276 proposes; the results are the same (test_engine.py).
    function shareSortMacros() {
        var expand = CSL.expandMacro;
        var plainTarget = CSL.getMacroTarget;
        var under = [];
        CSL.expandMacro = function (token, target) {
            under.push({ name: token.postponed_macro, target: target });
            try { return expand.call(this, token, target); } finally { under.pop(); }
        };
        CSL.getMacroTarget = function (mkey) {
            if (!this.build.extension) { return plainTarget.call(this, mkey); }
            var key = mkey + "@" + this.build.root + this.build.extension;
            var here = under[under.length - 1];
            if (!this.macros[key]) {
                this.macros[key] = [];
                var nodes = this.cslXml.getNodesByName(this.cslXml.dataObj, "macro", here.name);
                CSL.buildMacro.call(this, this.macros[key], nodes);
                this.configureTokenList(this.macros[key]);
            }
            var node = new CSL.Token("text", CSL.SINGLETON);
            node.execs.push(function (state, Item, item) {
                var next = 0;
                while (next < state.macros[key].length) {
                    next = CSL.tokenExec.call(state, state.macros[key][next], Item, item);
                }
            });
            here.target.push(node);
            return false;
        };
    }

    // citeproc-js looks for what turns "baseline" round, as it turns italics, and breaks off where there is nothing.
    function turnNothingRound() {
        var mode = CSL.Mode;
        CSL.Mode = function (name) {
            var decorate = mode.call(this, name);
            decorate["@vertical-align"]["undefined"] = CSL.Output.Formatters.passthrough;
            return decorate;
        };
    }

    // An item that prints nothing has no entry, and citeproc-js does not always say so: pairing items and entries by
    // position would give each later item its neighbour's. So each entry bears its item's id while we ask.
    function nameEntries() {
        var entry = CSL.Output.Formats.html["@bibliography/entry"];
        CSL.Output.Formats.html["@bibliography/entry"] = function (state, str) {
            var made = entry.call(this, state, str);
            return naming ? "<!--" + encodeURIComponent(this.system_id) + "-->" + made : made;
        };
    }

    function neededLocales(style, lang) {
        return CSL.getLocaleNames(CSL.setupXml(style), lang);
    }

    // Nothing in the bibliography of such a style depends on how its notes tell two works apart, so the work that
    // goes into that (half of all for 500 items) is left out. `style` says so itself: see engine.py, _bibliography_only.
    function leaveNotesAlone() {
        CSL.getAmbiguousCite = function (Item) {
            this.tmp.disambig_request = false;
            this.tmp.disambig_settings = new CSL.AmbigConfig();
            return Item.id;
        };
    }

    function open(style, lang, force, xmlByLocale, options, bibliographyOnly) {
        locales = xmlByLocale;
        // On the whole entry it says nothing, but raised and lowered letters of titles are lost within it.
        var xml = style.replace(/(<layout\b[^>]*?) vertical-align="baseline"/g, "$1");
        engine = new CSL.Engine(system, xml, lang, force);
        Object.keys(options).forEach(function (name) {
            engine.opt.development_extensions[name] = options[name];
        });
        if (bibliographyOnly) { leaveNotesAlone(); }
        numbered = /"[^"]*citation-number/.test(style);
        return {
            hasBibliography: !!engine.bibliography.tokens.length,
            styleClass: engine.opt.xclass,
            lang: engine.opt.lang
        };
    }

    // Items that did not change keep what was worked out about them. A changed one is taken out and put in
    // again: updateItems() alone would not look at it a second time. What was tainted by an earlier change has been
    // sorted since; citeproc-js remembers it for citations, which we have none of, and would sort it each time.
    function setItems(list) {
        var order = [];
        var unchanged = [];
        var nextItems = {};
        var nextTexts = {};
        list.forEach(function (item) {
            var text = JSON.stringify(item);
            order.push(item.id);
            nextItems[item.id] = item;
            nextTexts[item.id] = text;
            if (texts[item.id] === text) {
                unchanged.push(item.id);
            } else {
                versions[item.id] = (versions[item.id] || 0) + 1;
            }
        });
        engine.tmp.taintedItemIDs = {};
        if (unchanged.length < Object.keys(texts).length) { engine.updateItems(unchanged); }
        items = nextItems;
        texts = nextTexts;
        engine.updateItems(order);
        return order.length;
    }

    // All ids in the order of the bibliography.
    function sorted() {
        return engine.registry.getSortedIds().map(String);
    }

    // What an entry depends on: its item, what tells it from others (2020a), its number, and, where a style puts a
    // dash for the same author, the entry before it.
    function signature(id, before) {
        var token = engine.registry.registry[id];
        return [versions[id], JSON.stringify(token.disambig), numbered ? token.seq : 0,
                before === undefined ? "" : before + " " + versions[before]].join(" ");
    }

    // Entries by id; of those that still stand as they were made, only the made ones. `wanted`: ids, or null for all.
    // `alone`: no dash for an author who stands in the entry before. null where the style has no bibliography.
    function bibliography(wanted, alone) {
        if (!engine.bibliography.tokens.length) { return null; }
        var options = engine.bibliography.opt;
        var dash = options["subsequent-author-substitute"];
        if (alone) { options["subsequent-author-substitute"] = false; }
        try {
            return entries(wanted, dash && !alone, alone ? madeAlone : made);
        } finally {
            options["subsequent-author-substitute"] = dash;
        }
    }

    function entries(wanted, dashed, kept) {
        var ids = sorted();
        var asked = {};
        (wanted || ids).forEach(function (id) { asked[id] = true; });
        var first = -1;
        var stale = [];
        ids.forEach(function (id, n) {
            if (!asked[id]) { return; }
            var sign = signature(id, dashed ? ids[n - 1] : undefined);
            if (!kept[id] || kept[id].sign !== sign) { stale.push(n); kept[id] = { sign: sign, html: "" }; }
        });
        while (stale.length) {
            first = stale[0];
            var length = 1;
            while (stale[length] === first + length) { length += 1; }
            stale = stale.slice(length);
            render(ids, first, length, dashed && first > 0, kept);
        }
        return ids.filter(function (id) { return asked[id]; })
            .map(function (id) { return [id, kept[id].html]; });
    }

    function render(ids, first, length, dashed, kept) {
        if (dashed) { first -= 1; length += 1; }
        var page = { page_start: first > 0 ? ids[first - 1] : true, page_length: length };
        naming = true;
        try {
            engine.makeBibliography(page)[1].forEach(function (entry) {
                var named = /^<!--(.*?)-->/.exec(entry);
                var id = named && decodeURIComponent(named[1]);
                // The one before is made only so that the next is told from it.
                if (named && kept[id] && !(dashed && id === ids[first])) {
                    kept[id].html = entry.slice(named[0].length);
                }
            });
        } finally {
            naming = false;
        }
    }

    // Notes in a row, as in a text: the first in full, later ones short, as the style says. Each is a list of cites.
    // The processor then holds these items only.
    function notes(clusters) {
        var made = engine.rebuildProcessorState(clusters.map(function (cites, n) {
            return { citationID: "c" + n, citationItems: cites, properties: { noteIndex: n + 1 } };
        }), "html");
        engine.rebuildProcessorState([], "html");
        texts = {};
        return made.map(function (one) { return one[2]; });
    }

    // A citation as the first note, or in the text, by itself. previewCitationCluster() says the same (but for the
    // numbers of numeric styles, which it counts from 1), yet takes all other items out and works them out again.
    function citation(cites) {
        cites.forEach(function (cite) { cite.position = CSL.POSITION_FIRST; cite["note-number"] = 1; });
        return engine.makeCitationCluster(cites);
    }

    // A word of the style in its language, with the style's own changes to it; "" where there is none.
    function term(name, form, plural) {
        return engine.getTerm(name, form, plural ? 1 : 0, false, CSL.TOLERANT) || "";
    }

    // The processor itself, for the official test suite (tests/benchmarks/csl_suite.py).
    function processor() { return engine; }

    // Items as the test suite gives them: looked up when asked for, not yet registered.
    function offer(list) { list.forEach(function (item) { items[item.id] = item; }); }

    shareSortMacros();
    nameEntries();
    turnNothingRound();

    return { neededLocales: neededLocales, open: open, setItems: setItems,
             sorted: sorted, bibliography: bibliography, notes: notes, citation: citation, term: term,
             processor: processor, offer: offer };
}());
