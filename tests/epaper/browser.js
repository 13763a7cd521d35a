/* browser.js DIR EVIL: uses an e-paper as readers do, in Debian's Chromium, from the disk (file:) and from a server. Prints `N passed, N failed`. */
'use strict';
const fs = require('fs'), http = require('http'), path = require('path'), url = require('url');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const DIR = path.resolve(process.argv[2]), EVIL = path.resolve(process.argv[3]), DAY = '2026-10-24';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const TYPES = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.png': 'image/png', '.webp': 'image/webp', '.jpg': 'image/jpeg' };
let passed = 0, failed = 0;

function judge(ok, what, said) {
  if (ok) { passed++; return; }
  failed++;
  console.log('browser: ' + what + (said === undefined ? '' : '\n    ' + String(said).slice(0, 1500)));
}

function serve(dir) {
  const server = http.createServer((req, res) => {
    const file = path.join(dir, decodeURIComponent(new url.URL(req.url, 'http://x').pathname));
    if (req.url === '/favicon.ico') { res.writeHead(204); return res.end(); } /* asked for by the browser, not by the pages */
    if (!file.startsWith(dir) || !fs.existsSync(file)) { res.writeHead(404); return res.end(); }
    res.writeHead(200, { 'content-type': TYPES[path.extname(file)] || 'application/octet-stream' });
    res.end(fs.readFileSync(file));
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done({ server, base: 'http://127.0.0.1:' + server.address().port })));
}

async function open(browser, options, address, name) {
  const context = await browser.newContext(Object.assign({ viewport: { width: 1440, height: 900 } }, options));
  const page = await context.newPage();
  page.said = [];
  page.on('pageerror', (e) => page.said.push(e.message));
  page.on('console', (m) => { if (m.type() === 'error') page.said.push(m.text()); });
  page.on('dialog', (d) => { page.said.push('dialog: ' + d.message()); d.dismiss(); });
  page.on('requestfailed', (r) => { if (!/ERR_ABORTED/.test(r.failure().errorText)) page.said.push(r.url() + ' failed'); }); /* aborted: the page was left */
  if (address) await page.goto(address);
  page.done = async () => { judge(page.said.length === 0, name + ': the browser complains', page.said.join('\n')); await context.close(); };
  return page;
}

/* ---- zones: just inside each corner it is the article's, just outside it is not */

function isIn(p, x, y) {
  let inside = false;
  for (let i = 0; i < p.length; i++) {
    const a = p[i], b = p[(i + 1) % p.length];
    if (a[0] === b[0] && a[0] > x && Math.min(a[1], b[1]) < y && y < Math.max(a[1], b[1])) inside = !inside;
  }
  return inside;
}

async function corners(page, day, sheet, name) {
  const zones = day.articles.flatMap((a) => a.zones.filter((z) => z.page === sheet.number).map((z) => ({ id: a.id, polygon: z.polygon })));
  const points = [], near = 0.45; /* mm: a pixel and a half of a page 1000 pixels wide */
  for (const z of zones)
    for (const [x, y] of z.polygon)
      for (const [dx, dy] of [[1, 1], [1, -1], [-1, 1], [-1, -1]]) {
        const at = [x + dx * near, y + dy * near], owner = zones.find((o) => isIn(o.polygon, at[0], at[1]));
        points.push({ at, want: owner ? owner.id : null });
      }
  const wrong = await page.evaluate(({ points, w, h }) => {
    const plane = document.getElementById('plane'), box = plane.getBoundingClientRect(), out = [];
    for (const p of points) {
      const x = box.left + p.at[0] / w * box.width, y = box.top + p.at[1] / h * box.height;
      window.scrollTo(0, 0);
      window.scrollBy(0, plane.getBoundingClientRect().top + p.at[1] / h * box.height - innerHeight / 2);
      const top = plane.getBoundingClientRect().top + p.at[1] / h * box.height;
      document.querySelectorAll('.zoom').forEach((e) => { e.style.display = 'none'; });
      const e = document.elementFromPoint(x, top), a = e && e.closest('a'), got = a ? a.getAttribute('href').replace(/^a\/|\.html$/g, '') : null;
      if (got !== p.want) out.push([p, got, y]);
    }
    return out;
  }, { points, w: sheet.width, h: sheet.height });
  judge(points.length > 0 && wrong.length === 0, `${name}, page ${sheet.number}: ${wrong.length} of ${points.length} points hit another article`, JSON.stringify(wrong.slice(0, 4)));
  judge(points.some((p) => p.want === null) && points.some((p) => p.want !== null), `${name}, page ${sheet.number}: points in and out of zones`);
}

async function zones(browser, base) {
  const day = JSON.parse(fs.readFileSync(path.join(DIR, DAY, 'edition.json'), 'utf8'));
  for (const sheet of day.pages) {
    for (const [name, options] of [['zones', {}], ['zones on a phone', { viewport: { width: 1000, height: 700 }, javaScriptEnabled: true, hasTouch: true }]]) {
      const page = await open(browser, options, `${base}/${DAY}/${sheet.html}`, name);
      await corners(page, day, sheet, name);
      await page.done();
    }
  }
}

/* the map below: the same articles, for who shows no SVG */
async function map(browser, base) {
  const page = await open(browser, {}, `${base}/${DAY}/01.html`, 'map');
  const got = await page.evaluate(() => {
    document.querySelector('svg.zones').remove();
    const img = document.getElementById('picture');
    img.closest('.plane').style.width = img.getAttribute('width') + 'px';
    const areas = [...document.querySelectorAll('map area')];
    return areas.map((a) => {
      const c = a.coords.split(',').map(Number), box = () => img.getBoundingClientRect();
      window.scrollBy(0, box().top + c[1] - innerHeight / 2);
      const e = document.elementFromPoint(box().left + c[0] + 3, box().top + c[1] + 3);
      return [a.getAttribute('href'), e && e.getAttribute('href'), a.alt];
    });
  });
  judge(got.length > 10 && got.every(([a, b, alt]) => a === b && alt), 'areas of the map', JSON.stringify(got.filter(([a, b]) => a !== b).slice(0, 3)));
  await page.done();
}

/* ---- keyboard only */
async function keyboard(browser, base) {
  const page = await open(browser, {}, `${base}/${DAY}/01.html`, 'keyboard');
  const met = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => { const e = document.activeElement; return { tag: e.tagName, href: e.getAttribute('href'), zone: !!e.closest('.zones'), id: e.id }; });
    met.push(at);
    if (at.zone && met.filter((m) => m.zone).length === 2) break;
  }
  const zone = met[met.length - 1];
  judge(met[0].href === '#main', 'the first stop is the way past the head', JSON.stringify(met[0]));
  judge(!met.some((m) => m.tag === 'AREA'), 'the map is in the way of the keyboard');
  judge(zone.zone, 'Tab comes to the zones', JSON.stringify(met.slice(-3)));
  const stroke = await page.evaluate(() => getComputedStyle(document.activeElement.querySelector('path')).stroke);
  judge(/155, 27, 31/.test(stroke), 'a zone in focus is seen', stroke);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/' + zone.href);
  await page.click('.crumbs .back');
  await page.waitForURL('**/01.html#' + zone.id);
  judge(await page.evaluate((id) => { const r = document.getElementById(id).getBoundingClientRect(); return r.top < innerHeight && r.bottom > 0; }, zone.id), 'back from the article, its place is in sight');
  await page.keyboard.press('ArrowRight');
  await page.waitForURL('**/02.html');
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL('**/01.html');
  await page.keyboard.press('+');
  judge(await page.evaluate(() => document.getElementById('plane').clientWidth > document.getElementById('stage').clientWidth * 1.4), '+ makes the page larger');
  await page.keyboard.press('0');
  judge(await page.evaluate(() => document.getElementById('plane').clientWidth <= document.getElementById('stage').clientWidth), '0 shows the whole page');
  await page.keyboard.press('/');
  await page.keyboard.type('大桥');
  await page.waitForSelector('#found li a');
  judge(await page.evaluate(() => document.querySelectorAll('#found li').length) > 2, '/ finds articles');
  judge((await page.textContent('#found mark')) === '大桥', 'what was looked for is marked');
  await page.fill('#find', '大桥 公交');
  judge(await page.evaluate(() => [...document.querySelectorAll('#found li')].length) > 0, 'two words');
  await page.fill('#find', '大桥 没有这个词');
  judge(await page.evaluate(() => document.querySelectorAll('#found li').length) === 0, 'two words, one of them nowhere');
  await page.keyboard.press('Escape');
  judge(await page.evaluate(() => document.getElementById('found').hidden), 'Escape closes what was found');
  await page.done();
}

/* ---- pointer: hover, wheel, drag */
async function pointer(browser, base) {
  const page = await open(browser, {}, `${base}/${DAY}/01.html`, 'pointer');
  await page.hover('#z0101 path', { position: { x: 40, y: 40 } });
  await page.waitForTimeout(200);
  judge(/155, 27, 31/.test(await page.evaluate(() => getComputedStyle(document.querySelector('#z0101 path')).fill)), 'a zone under the pointer is seen');
  judge(await page.evaluate(() => document.querySelector('.list [data-zone=z0101]').classList.contains('lit')), 'and its line in the list');
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -400);
  await page.keyboard.up('Control');
  await page.waitForFunction(() => document.getElementById('plane').clientWidth > 2 * document.getElementById('stage').clientWidth);
  judge(true, 'Ctrl and wheel');
  judge(await page.evaluate(() => { const r = document.getElementById('stage').getBoundingClientRect(); return r.top < innerHeight && r.bottom > 0; }), 'the large page is in sight');
  const before = await page.evaluate(() => document.getElementById('stage').scrollLeft), box = await (await page.$('#stage')).boundingBox();
  await page.mouse.move(box.x + 300, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 300, { steps: 4 });
  await page.mouse.up();
  judge(Math.abs(await page.evaluate(() => document.getElementById('stage').scrollLeft) - before - 100) < 3, 'the page is dragged');
  judge(/01\.html$/.test(page.url()), 'a drag is no click');
  judge(await page.evaluate(() => /2400/.test(document.getElementById('picture').currentSrc)), 'a large page is a fine picture');
  await page.done();
}

/* ---- a phone: nothing wider than the screen, two fingers, a swipe */
async function phone(browser, base) {
  const small = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
  for (const file of ['index.html', '01.html', 'a/0101.html', 'a/0303.html', '../index.html']) {
    const page = await open(browser, small, `${base}/${DAY}/${file}`, 'phone');
    judge(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), file + ' is wider than a phone');
    await page.done();
  }
  const page = await open(browser, small, `${base}/${DAY}/01.html`, 'phone'), session = await page.context().newCDPSession(page);
  const touch = (type, points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  await touch('touchStart', [[150, 400], [230, 400]]);
  await touch('touchMove', [[100, 400], [280, 400]]);
  await touch('touchMove', [[70, 400], [310, 400]]);
  await touch('touchEnd', []);
  judge(await page.evaluate(() => document.getElementById('plane').clientWidth > 1.5 * document.getElementById('stage').clientWidth), 'two fingers make the page larger');
  await page.tap('[data-zoom=all]');
  await touch('touchStart', [[330, 500]]);
  await touch('touchMove', [[200, 502]]);
  await touch('touchMove', [[120, 503]]);
  await touch('touchEnd', []);
  await page.waitForURL('**/02.html', { timeout: 5000 }).then(() => judge(true, ''), () => judge(false, 'a swipe turns the page'));
  await page.done();
}

/* ---- no script */
async function scriptless(browser, base) {
  const page = await open(browser, { javaScriptEnabled: false }, `${base}/index.html`, 'no script');
  await page.click('.latest .open a');
  await page.waitForURL(`**/${DAY}/index.html`);
  await page.click('.front');
  await page.waitForURL('**/01.html');
  judge(!(await page.isVisible('.zoom')) && !(await page.isVisible('.find')) && !(await page.isVisible('#dark')), 'what needs a script is hidden without');
  await page.click('#z0101 path', { position: { x: 30, y: 30 } });
  await page.waitForURL('**/a/0101.html');
  judge((await page.textContent('h1')).length > 4, 'the article');
  await page.click('.turn .next');
  await page.waitForURL('**/a/0102.html');
  await page.click('.crumbs .back');
  await page.waitForURL('**/01.html#z0102');
  await page.done();
}

/* ---- from day to day, by what days.js says; the small page beside an article leads to the others on it */
async function days(browser) {
  const base = 'file://' + EVIL, page = await open(browser, {}, `${base}/${DAY}/index.html`, 'days');
  await page.click('.links .later');
  await page.waitForURL('**/2026-11-02/index.html');
  judge((await page.$('.links .later')) === null, 'after the latest day comes another');
  await page.goto(`${base}/2026-11-02/a/0101.html`);
  await page.click('.links .earlier');
  await page.waitForURL(`**/${DAY}/index.html`);
  judge((await page.$('.links .earlier')) === null, 'before the first day comes another');
  await page.done();
  const small = await open(browser, {}, `file://${DIR}/${DAY}/a/0101.html`, 'small page');
  judge(await small.evaluate(() => document.querySelectorAll('.place svg .here').length === 1 && document.querySelectorAll('.place li').length > 10), 'the small page and the list');
  await small.click('.place svg a[href="0102.html"] path');
  await small.waitForURL('**/a/0102.html');
  await small.done();
}

/* ---- reading: view, size of type, dark; kept from page to page */
async function reading(browser, base) {
  const page = await open(browser, {}, `${base}/${DAY}/a/0101.html`, 'reading');
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector('article')).fontSize));
  const before = await size();
  await page.click('[data-type="1"]');
  judge(await size() > before, 'larger type');
  await page.click('#reading');
  judge(!(await page.isVisible('.top')), 'the reading view shows the article alone');
  await page.goto(`${base}/${DAY}/a/0102.html`);
  judge(!(await page.isVisible('.top')) && (await page.getAttribute('#reading', 'aria-pressed')) === 'true', 'and stays');
  await page.click('#reading');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.click('#dark');
  judge(await ground() !== light, 'dark');
  await page.reload();
  judge(await ground() !== light, 'dark stays');
  await page.done();
}

/* ---- from a disk, and hostile copy */
async function disk(browser) {
  const base = 'file://' + DIR, page = await open(browser, {}, `${base}/${DAY}/01.html`, 'disk');
  judge(await page.evaluate(() => document.getElementById('picture').naturalWidth > 0), 'a picture from the disk');
  judge(await page.evaluate(() => getComputedStyle(document.querySelector('.top')).display === 'flex'), 'styles from the disk');
  await page.fill('#find', '大桥');
  await page.waitForSelector('#found li a');
  judge(true, 'search on a disk');
  await page.done();
}

async function hostile(browser) {
  const names = fs.readdirSync(path.join(EVIL, DAY, 'a')).map((n) => `${DAY}/a/${n}`).concat(`${DAY}/index.html`, `${DAY}/01.html`, 'index.html');
  for (const name of names) {
    const page = await open(browser, {}, `file://${EVIL}/${name}`, 'hostile ' + name);
    if (await page.$('#find')) {
      await page.fill('#find', 'script');
      await page.waitForFunction(() => document.querySelector('#found p'));
    }
    judge(await page.evaluate(() => !document.querySelector('img[src=x], [onerror]')), name + ': copy became mark-up');
    await page.done();
  }
}

/* the policy holds: a script put into a page does not run */
async function policy(browser, base) {
  const page = await open(browser, {}, `${base}/${DAY}/a/0101.html`, 'policy');
  const ran = await page.evaluate(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); return !!window.ran; });
  judge(!ran, 'a script in the page ran in spite of the policy');
  page.said = [];
  await page.done();
}

async function accessible(browser, base) {
  for (const scheme of ['light', 'dark'])
    for (const file of ['../index.html', 'index.html', '01.html', '03.html', 'a/0101.html', 'a/0104.html', 'a/0303.html'])
      for (const small of [false, true]) {
        const page = await open(browser, { colorScheme: scheme, bypassCSP: true, viewport: small ? { width: 390, height: 844 } : { width: 1440, height: 900 } }, `${base}/${DAY}/${file}`, 'axe');
        await page.evaluate(axe);
        const found = await page.evaluate(() => window.axe.run(document));
        judge(found.violations.length === 0, `axe, ${file}, ${scheme}${small ? ', small' : ''}`, found.violations.map((v) => v.id + ': ' + v.nodes[0].html + ' ' + v.nodes[0].failureSummary).join('\n'));
        judge(found.passes.length > 10, 'axe looked at ' + file);
        await page.done();
      }
}

(async () => {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS }), { server, base } = await serve(DIR);
  for (const test of [zones, map, keyboard, pointer, phone, scriptless, days, reading, disk, hostile, policy, accessible])
    try { await test(browser, base); } catch (e) { judge(false, test.name + ' died', e.stack); }
  await browser.close();
  server.close();
  console.log(passed + ' passed, ' + failed + ' failed');
  process.exit(failed ? 1 : 0);
})();
