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

    return { neededLocales: neededLocales, open: open, setItems: setItems,
             bibliography: bibliography, citation: citation, term: term };
}());
