// Run by mutool: what a PDF says, element by element, in the order of its tree of tags. No word of it comes from duikai's writer.
//   ( NAME      an element begins, by its own name, not the mapped one
//   ) NAME      it ends
//   = HEX HEX…  code points of its text
// mupdf names each marked sequence to its device as a layer, in the order of the content, but not its properties; so the content is gone
// through twice: once for the properties, once for the characters.
var doc = new Document(scriptArgs[0]), pages = {};
function hex(points) { for (var i = 0; i < points.length; i++) points[i] = points[i].toString(16); return points.join(" "); }
function points(s) { var out = []; for (var i = 0; i < s.length; i++) out.push(s.charCodeAt(i)); return out; }
function read_page(n) {
	var page = doc.loadPage(n), seq = [], next = 0, open = [], texts = {};
	page.process({
		op_BDC: function (tag, props) {
			var s = {mcid: -1, actual: null};
			if (props && props.isDictionary && props.isDictionary()) {
				if (props.MCID !== null && props.MCID !== undefined) s.mcid = Number(props.MCID);
				if (props.ActualText) s.actual = points(props.ActualText.asString());
			}
			seq.push(s);
		},
		op_BMC: function () { seq.push({mcid: -1, actual: null}); }
	});
	function put(list) {
		for (var i = open.length; i-- > 0;)
			if (open[i].mcid >= 0) { texts[open[i].mcid] = (texts[open[i].mcid] || []).concat(list); return; }
	}
	var walker = {
		beginSpan: function () {}, endSpan: function () {},
		showGlyph: function (f, t, g, u) {
			for (var i = open.length; i-- > 0;)
				if (open[i].actual) return;
			if (u > 0) line.push(u);
		}
	}, line = [];
	function show(text) { line = []; text.walk(walker); if (line.length) put(line); }
	page.run({
		beginLayer: function () {
			var s = seq[next++] || {mcid: -1, actual: null};
			open.push(s);
			if (s.actual) put(s.actual);
		},
		endLayer: function () { open.pop(); },
		fillText: show, strokeText: show, clipText: show, clipStrokeText: show, ignoreText: show
	}, Identity);
	if (next != seq.length) print("! page " + (n + 1) + ": " + seq.length + " marked sequences, " + next + " seen");
	return texts;
}
function say(page, mcid) {
	if (pages[page]) { var t = pages[page][mcid]; if (t) print("= " + hex(t.slice(0))); }
}
function name_of(k) { return String(k).substring(1); }
function walk(e, page) {
	if (e.isNumber && e.isNumber()) return say(page, Number(e));
	if (!e.isDictionary || !e.isDictionary()) return;
	if (e.Type && name_of(e.Type) == "MCR") return say(String(e.Pg || page), Number(e.MCID));
	if (!e.S) return;
	page = e.Pg ? String(e.Pg) : page;
	print("( " + name_of(e.S));
	var k = e.K;
	if (k && k.isArray && k.isArray()) for (var i = 0; i < k.length; i++) kid(k[i], page);
	else if (k !== null && k !== undefined) kid(k, page);
	print(") " + name_of(e.S));
}
function kid(k, page) { if (typeof k == "number") say(page, k); else walk(k, page); }
for (var n = 0; n < doc.countPages(); n++) pages[String(doc.findPage(n))] = read_page(n);
var root = doc.getTrailer().Root.StructTreeRoot;
if (!root) print("! no tags");
else if (root.K && root.K.isArray && root.K.isArray()) for (var i = 0; i < root.K.length; i++) walk(root.K[i], "");
else if (root.K) walk(root.K, "");
