/* What a script adds to the e-paper: zoom, turning pages, search, dark and reading view. Every page works without it. */
(function () {
  'use strict';
  var root = document.documentElement;

  /* a folder on a disk may have no store; then nothing is kept */
  function kept(name) { try { return localStorage.getItem('epaper-' + name); } catch (e) { return null; } }
  function keep(name, value) { try { localStorage.setItem('epaper-' + name, value); } catch (e) { /* not kept */ } }
  function all(query) { return Array.prototype.slice.call(document.querySelectorAll(query)); }
  function show(query) { all(query).forEach(function (e) { e.hidden = false; }); }

  root.classList.add('js');
  if (kept('theme')) root.setAttribute('data-theme', kept('theme'));
  var step = Math.min(1.6, Math.max(.8, parseFloat(kept('step')) || 1));
  root.style.setProperty('--step', step);

  /* ---- dark, reading view, size of type */
  function isDark() {
    var theme = root.getAttribute('data-theme');
    return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }
  function startTheme() {
    var button = document.getElementById('dark');
    button.setAttribute('aria-pressed', isDark());
    button.addEventListener('click', function () {
      var theme = isDark() ? 'light' : 'dark';
      root.setAttribute('data-theme', theme);
      keep('theme', theme);
      button.setAttribute('aria-pressed', theme === 'dark');
    });
  }
  function setReading(on) {
    document.body.classList.toggle('reading', on);
    document.getElementById('reading').setAttribute('aria-pressed', on);
    keep('reading', on ? '1' : '');
  }
  function startReading() {
    var button = document.getElementById('reading');
    if (!button) return;
    setReading(kept('reading') === '1');
    button.addEventListener('click', function () { setReading(!document.body.classList.contains('reading')); });
    all('[data-type]').forEach(function (b) {
      b.addEventListener('click', function () {
        step = Math.min(1.6, Math.max(.8, Math.round((step + .1 * Number(b.dataset.type)) * 10) / 10));
        root.style.setProperty('--step', step);
        keep('step', step);
      });
    });
  }

  /* ---- zones: an entry of the list lights its place on the page, and the other way round */
  function startZones() {
    all('.list [data-zone]').forEach(function (entry) {
      var zone = document.getElementById(entry.dataset.zone);
      if (!zone) return;
      [[entry, zone], [zone, entry]].forEach(function (pair) {
        ['mouseenter', 'focus'].forEach(function (on) { pair[0].addEventListener(on, function () { pair[1].classList.add('lit'); }); });
        ['mouseleave', 'blur'].forEach(function (off) { pair[0].addEventListener(off, function () { pair[1].classList.remove('lit'); }); });
      });
    });
  }

  /* ---- zoom: the plane grows inside the stage; the point under the finger stays where it is */
  var stage, plane, picture, zoom = 1;
  function setZoom(wanted, x, y) {
    var box = stage.getBoundingClientRect(), before = zoom;
    zoom = Math.min(8, Math.max(1, wanted));
    if (x === undefined) { /* the middle of what is seen of the page */
      x = box.left + stage.clientWidth / 2;
      y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    }
    var left = (stage.scrollLeft + x - box.left) * zoom / before, top = (stage.scrollTop + y - box.top) * zoom / before;
    plane.style.width = zoom === 1 ? '' : zoom * 100 + '%';
    stage.classList.toggle('near', zoom > 1);
    if (zoom > 1) stage.scrollIntoView({ block: 'nearest' }); /* a near page is a window of its own, and lower than the page was */
    box = stage.getBoundingClientRect();
    stage.scrollLeft = left - (x - box.left);
    stage.scrollTop = top - (y - box.top);
    /* a finer picture when it is wanted: sources and picture agree on how wide they are shown */
    all('#plane source, #plane img').forEach(function (e) { e.sizes = Math.round(plane.clientWidth) + 'px'; });
  }
  function distance(a, b) { return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY); }
  function startPinch() {
    var from = null;
    stage.addEventListener('touchstart', function (e) {
      if (e.touches.length === 2) from = { far: distance(e.touches[0], e.touches[1]), zoom: zoom };
    }, { passive: true });
    stage.addEventListener('touchmove', function (e) {
      if (!from || e.touches.length !== 2) return;
      e.preventDefault();
      setZoom(from.zoom * distance(e.touches[0], e.touches[1]) / from.far,
              (e.touches[0].clientX + e.touches[1].clientX) / 2, (e.touches[0].clientY + e.touches[1].clientY) / 2);
    }, { passive: false });
    stage.addEventListener('touchend', function (e) { if (e.touches.length < 2) from = null; });
  }
  /* The wheel with Ctrl (as touchpads say a pinch) zooms; alone it scrolls, as everywhere. */
  function startWheel() {
    stage.addEventListener('wheel', function (e) {
      if (!e.ctrlKey && !e.metaKey) return;
      e.preventDefault();
      setZoom(zoom * Math.exp(-e.deltaY / 300), e.clientX, e.clientY);
    }, { passive: false });
  }
  function startDrag() {
    var at = null, moved = false;
    stage.addEventListener('mousedown', function (e) {
      moved = false;
      if (zoom > 1 && e.button === 0) { at = { x: e.clientX, y: e.clientY, left: stage.scrollLeft, top: stage.scrollTop }; e.preventDefault(); }
    });
    addEventListener('mousemove', function (e) {
      if (!at) return;
      if (Math.hypot(e.clientX - at.x, e.clientY - at.y) > 4) { moved = true; stage.classList.add('held'); }
      stage.scrollLeft = at.left - (e.clientX - at.x);
      stage.scrollTop = at.top - (e.clientY - at.y);
    });
    addEventListener('mouseup', function () { at = null; stage.classList.remove('held'); });
    stage.addEventListener('click', function (e) { if (moved) e.preventDefault(); moved = false; }, true);
    stage.addEventListener('dragstart', function (e) { e.preventDefault(); });
  }
  function startZoom() {
    stage = document.getElementById('stage');
    if (!stage) return;
    plane = document.getElementById('plane');
    picture = document.getElementById('picture');
    all('[data-zoom]').forEach(function (b) {
      b.addEventListener('click', function () { setZoom(b.dataset.zoom === 'in' ? zoom * 1.5 : b.dataset.zoom === 'out' ? zoom / 1.5 : 1); });
    });
    startWheel();
    startPinch();
    startDrag();
  }

  /* ---- turning pages */
  function turn(rel) {
    var link = document.querySelector('link[rel="' + rel + '"]');
    if (link) location.href = link.href;
  }
  function startSwipe() {
    var from = null;
    addEventListener('touchstart', function (e) {
      var wide = e.target.closest && e.target.closest('.table, .tabs, pre, input');
      from = e.touches.length === 1 && !wide && zoom === 1 ? { x: e.touches[0].clientX, y: e.touches[0].clientY } : null;
    }, { passive: true });
    addEventListener('touchend', function (e) {
      if (!from || !e.changedTouches.length) return;
      var dx = e.changedTouches[0].clientX - from.x, dy = e.changedTouches[0].clientY - from.y;
      from = null;
      if (Math.abs(dx) > 70 && Math.abs(dx) > 2.5 * Math.abs(dy)) turn(dx < 0 ? 'next' : 'prev');
    }, { passive: true });
  }
  function onKey(e) {
    var field = /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName);
    if (e.key === 'Escape' && document.getElementById('found')) return closeFound();
    if (field || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === '/') { var find = document.getElementById('find'); if (find) { e.preventDefault(); find.focus(); } }
    else if (stage && (e.key === '+' || e.key === '=')) setZoom(zoom * 1.5);
    else if (stage && e.key === '-') setZoom(zoom / 1.5);
    else if (stage && e.key === '0') setZoom(1);
    else if (e.key === 'ArrowLeft' && zoom === 1) turn('prev');
    else if (e.key === 'ArrowRight' && zoom === 1) turn('next');
  }

  /* ---- from day to day. Which days there are is said by a script beside the calendar: a day's own pages do not change when another comes. */
  var days;
  window.epaperDays = function (dates) {
    var at = dates.indexOf(days.dataset.day); /* the latest first */
    [[dates[at + 1], days.dataset.prev, 'earlier'], [dates[at - 1], days.dataset.next, 'later']].forEach(function (way) {
      if (at < 0 || !way[0]) return;
      var link = document.createElement('a');
      link.href = days.dataset.root + way[0] + '/index.html';
      link.textContent = way[1];
      link.className = way[2];
      days.parentNode.insertBefore(link, days);
    });
  };
  function load(id, src) {
    if (document.getElementById(id)) return;
    var s = document.createElement('script');
    s.id = id;
    s.src = src;
    document.head.appendChild(s);
  }
  function startDays() {
    days = document.getElementById('days');
    if (days) load('dayslist', days.dataset.days);
  }

  /* ---- find in the edition. The index is a script beside the page, for a page on a disk may not fetch; it comes with the first search. */
  var index = null, find, found;
  window.epaperFind = function (articles) { index = articles; search(); };
  function closeFound() {
    found.hidden = true;
    if (find.value) { find.value = ''; find.focus(); }
  }
  function put(parent, tag, text) {
    var e = document.createElement(tag);
    if (text) e.textContent = text;
    return parent.appendChild(e);
  }
  function putMarked(parent, text, words) {
    var low = text.toLowerCase(), at = low.indexOf(words);
    if (at < 0) return put(parent, 'span', text.slice(0, 60));
    var line = put(parent, 'span', (at > 20 ? '…' : '') + text.slice(Math.max(0, at - 20), at));
    put(line, 'mark', text.slice(at, at + words.length));
    line.appendChild(document.createTextNode(text.slice(at + words.length, at + words.length + 40)));
    return line;
  }
  function search() {
    var all = find.value.trim().toLowerCase().split(/\s+/), words = all[0]; /* each must be there; the first is shown in its place */
    found.textContent = '';
    found.hidden = !words;
    if (!words || !index) return;
    var hits = index.filter(function (a) {
      var text = (a[3] + '\n' + a[4]).toLowerCase();
      return all.every(function (w) { return text.indexOf(w) >= 0; });
    });
    put(found, 'p', hits.length ? hits.length + ' ' + find.dataset.some : find.dataset.none);
    var list = put(found, 'ol');
    hits.slice(0, 60).forEach(function (a) {
      var link = put(put(list, 'li'), 'a');
      link.href = find.dataset.root + 'a/' + a[0] + '.html';
      putMarked(put(link, 'b'), a[3], a[3].toLowerCase().indexOf(words) >= 0 ? words : '\u0000');
      putMarked(put(link, 'small', (a[1] < 10 ? '0' : '') + a[1] + ' ' + a[2] + '　'), a[4].replace(/\n/g, ' '), words);
    });
  }
  function startFind() {
    find = document.getElementById('find');
    found = document.getElementById('found');
    if (!find) return;
    find.form.addEventListener('submit', function (e) { e.preventDefault(); });
    find.addEventListener('input', function () {
      load('index', find.dataset.index);
      search();
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    show('.find, .tool, .zoom, .set, .keys');
    startTheme();
    startReading();
    startZones();
    startZoom();
    startSwipe();
    startFind();
    startDays();
    document.addEventListener('keydown', onKey);
  });
})();
