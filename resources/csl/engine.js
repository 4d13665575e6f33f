// What Annotator asks of citeproc-js, so that each question is one call with JSON in and JSON out.
// Runs inside V8 after citeproc.js; there is no file, network or timer to reach from here.
var annotator = (function () {
    "use strict";
    var CSL = module.exports;
    var locales = {};
    var items = {};
    var texts = {};
    var engine = null;
    var system = {
        retrieveLocale: function (lang) { return locales[lang] || locales["en-US"]; },
        retrieveItem: function (id) { return items[id]; }
    };

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

    function neededLocales(style, lang) {
        return CSL.getLocaleNames(CSL.setupXml(style), lang);
    }

    function open(style, lang, force, xmlByLocale, options) {
        locales = xmlByLocale;
        engine = new CSL.Engine(system, style, lang, force);
        Object.keys(options).forEach(function (name) {
            engine.opt.development_extensions[name] = options[name];
        });
        return {
            hasBibliography: !!engine.bibliography.tokens.length,
            styleClass: engine.opt.xclass,
            lang: engine.opt.lang
        };
    }

    // Items that did not change keep what was worked out about them. A changed one is taken out and put in
    // again: updateItems() alone would not look at it a second time.
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
            if (texts[item.id] === text) { unchanged.push(item.id); }
        });
        if (unchanged.length < Object.keys(texts).length) { engine.updateItems(unchanged); }
        items = nextItems;
        texts = nextTexts;
        engine.updateItems(order);
        return order.length;
    }

    function bibliography(only) {
        var made = only ? engine.makeBibliography({ include: [{ field: "id", value: only }] })
                        : engine.makeBibliography();
        if (!made) { return null; }
        // An item that prints nothing keeps its place in entry_ids but has no entry: pairing the two by
        // position as they come would give each later item its neighbour's entry.
        var broken = {};
        made[0].bibliography_errors.forEach(function (e) { broken[e.itemID] = true; });
        var ids = made[0].entry_ids.map(function (list) { return list[0]; });
        var printed = ids.filter(function (id) { return !broken[id]; });
        var aligned = printed.length === made[1].length;
        var html = {};
        if (aligned) { printed.forEach(function (id, n) { html[id] = made[1][n]; }); }
        return {
            aligned: aligned,
            entries: ids.map(function (id) { return [id, html[id] || ""]; })
        };
    }

    // A citation as the first note, or in the text, by itself: nothing is remembered of it.
    function citation(cites) {
        return engine.previewCitationCluster(
            { citationItems: cites, properties: { noteIndex: 1 } }, [], [], "html");
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

    return { neededLocales: neededLocales, open: open, setItems: setItems,
             bibliography: bibliography, citation: citation, term: term,
             processor: processor, offer: offer };
}());
