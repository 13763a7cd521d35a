/* Pictures: which kind, how large, what part of it stands in a box. */
#include "pict/inside.h"

#include <string.h>

Bytes bytes_of(Str s) { return (Bytes){.p = (const uint8_t *)s.p, .n = s.n}; }

uint32_t bytes_take(Bytes *b, size_t n) {
  uint32_t v = 0;
  if (n > b->n - b->at) {
    b->bad = true;
    b->at = b->n;
    return 0;
  }
  for (size_t i = 0; i < n; i++) v = v << 8 | b->p[b->at + (b->little ? n - 1 - i : i)];
  b->at += n;
  return v;
}

Str bytes_span(Bytes *b, size_t n) {
  if (n > b->n - b->at) {
    b->bad = true;
    n = b->n - b->at;
  }
  Str s = {(const char *)b->p + b->at, n};
  b->at += n;
  return s;
}

bool icc_fits(Str icc, int channels) {
  enum { SPACE = 16, SIGNATURE = 36, HEADER = 128 };
  if (icc.n < HEADER || memcmp(icc.p + SIGNATURE, "acsp", 4) != 0) return false;
  return !memcmp(icc.p + SPACE, channels == 1 ? "GRAY" : channels == 3 ? "RGB " : "CMYK", 4);
}

static Fault pdf_read(Arena *a, Pict *out, int page) {
  enum { HUNDREDTH = 127 };
  Form *form;
  FormFault fault = form_read(a, out->bytes, page, &form);
  if (fault.what) return (Fault){fault.code, fault.what};
  out->kind = PICT_PDF;
  out->form = form;
  out->view = arena_new(a, PictView);
  out->width = (int)((form->w + HUNDREDTH / 2) / HUNDREDTH);
  out->height = (int)((form->h + HUNDREDTH / 2) / HUNDREDTH);
  out->channels = 4;
  out->bits = 8;
  if (page > 1) out->path = str_f(a, "%.*s#%d", STRF(out->path), page);
  return (Fault){0};
}

static Fault read_kind(Arena *a, Pict *out, int page) {
  if (str_has_prefix(out->bytes, STR("\xFF\xD8\xFF"))) return jpeg_read(a, out);
  if (str_has_prefix(out->bytes, STR("\x89PNG\r\n\x1A\n"))) return png_read(a, out);
  if (str_has_prefix(out->bytes, STR("II*\0")) || str_has_prefix(out->bytes, STR("MM\0*"))) return tiff_read(a, out);
  if (str_has_prefix(out->bytes, STR("II+\0")) || str_has_prefix(out->bytes, STR("MM\0+"))) return tiff_read(a, out);
  if (str_find(str_sub(out->bytes, 0, 1024), STR("%PDF-")) >= 0) return pdf_read(a, out, page);
  if (!out->bytes.n) return (Fault){DIAG_PICTURE_BROKEN, "the file is empty"};
  return (Fault){DIAG_PICTURE_UNKNOWN, "neither JPEG, PNG, TIFF nor PDF"};
}

bool pict_is_placeable(const Pict *p) {
  return p->kind == PICT_PDF || p->kind == PICT_JPEG || (p->kind == PICT_PNG && !p->interlaced && !p->alpha);
}

static Fault check_size(const Pict *p) {
  int64_t pixels = (int64_t)p->width * p->height;
  if (p->kind == PICT_PDF) return (Fault){0};
  if (p->width < 1 || p->height < 1) return (Fault){DIAG_PICTURE_BROKEN, "it has no pixels"};
  if (pixels > PICT_MAX_PIXELS) return (Fault){DIAG_PICTURE_TOO_LARGE, "more than 200 million pixels"};
  if (!pict_is_placeable(p) && pixels * (p->channels + p->alpha) > PICT_MAX_DECODED)
    return (Fault){DIAG_PICTURE_TOO_LARGE,
                   "too large for a picture that must be decoded (TIFF, transparent or interlaced PNG)"};
  return (Fault){0};
}

static bool read_page(Job *job, Str path, Str bytes, int page, Span asked_at, Pict *out) {
  *out = (Pict){.path = str_copy(job->arena, path), .bytes = bytes, .orientation = 1};
  Fault fault = read_kind(job->arena, out, page);
  if (!fault.what) fault = check_size(out);
  if (!fault.what && out->icc.n && !icc_fits(out->icc, out->channels)) out->icc = (Str){0};
  if (!fault.what) return true;
  diag_add(job->diags, fault.code, asked_at, "'%.*s': %s; a placeholder stands for it", STRF(path), fault.what);
  *out = (Pict){.path = out->path, .orientation = 1};
  return false;
}

bool pict_read_bytes(Job *job, Str path, Str bytes, Span asked_at, Pict *out) {
  return read_page(job, path, bytes, 1, asked_at, out);
}

bool pict_read_page(Job *job, Str path, int page, Span asked_at, Pict *out) {
  Str bytes;
  *out = (Pict){.path = str_copy(job->arena, path), .orientation = 1};
  if (!file_exists(path)) {
    diag_add(job->diags, DIAG_PICTURE_MISSING, asked_at, "there is no picture '%.*s'; a placeholder stands for it",
             STRF(path));
    return false;
  }
  return file_read(job, path, PICT_MAX_BYTES, asked_at, &bytes) && read_page(job, path, bytes, page, asked_at, out);
}

bool pict_read(Job *job, Str path, Span asked_at, Pict *out) { return pict_read_page(job, path, 1, asked_at, out); }

static uint8_t *decode(Job *job, const Pict *p, Span asked_at, int shrink, uint8_t **alpha) {
  char why[WHY] = "it is larger than may be decoded";
  uint8_t *rows = NULL;
  must(p->kind != PICT_PDF);
  if (alpha) *alpha = NULL;
  if ((int64_t)p->width * p->height * (p->channels + p->alpha) <= PICT_MAX_DECODED * shrink * shrink)
    rows = p->kind == PICT_JPEG   ? jpeg_decode(job->arena, p, shrink, why)
           : p->kind == PICT_TIFF ? tiff_decode(job->arena, p, alpha, why)
                                  : png_decode(job->arena, p, alpha, why);
  if (!rows) diag_add(job->diags, DIAG_PICTURE_BROKEN, asked_at, "'%.*s' cannot be decoded: %s", STRF(p->path), why);
  return rows;
}

uint8_t *pict_decode(Job *job, const Pict *p, Span asked_at, uint8_t **alpha) {
  return decode(job, p, asked_at, 1, alpha);
}

uint8_t *pict_decode_near(Job *job, const Pict *p, Span asked_at, int least_w, int least_h, int *w, int *h,
                          uint8_t **alpha) {
  int shrink = 1;
  while (p->kind == PICT_JPEG && shrink < 8 && p->width / (2 * shrink) >= least_w &&
         p->height / (2 * shrink) >= least_h)
    shrink *= 2;
  *w = (p->width + shrink - 1) / shrink;
  *h = (p->height + shrink - 1) / shrink;
  return decode(job, p, asked_at, shrink, alpha);
}

PictCrop pict_crop(const Pict *p, Len box_w, Len box_h, int focus_x_pm, int focus_y_pm) {
  enum { WHOLE = 1000000, HALF = WHOLE / 2 };
  PictCrop c = {0, 0, WHOLE, WHOLE};
  int64_t w = pict_seen_width(p), h = pict_seen_height(p);
  if (box_w <= 0 || box_h <= 0 || w <= 0 || h <= 0) return c;
  /* the box's sides in units small enough that no product overflows */
  int64_t unit = len_max(box_w, box_h) / WHOLE + 1, bw = len_max(1, box_w / unit), bh = len_max(1, box_h / unit);
  if (w * bh > h * bw) {
    c.w = (int32_t)len_max(1, (h * bw * WHOLE / bh + w / 2) / w);
    c.x = (int32_t)(len_max(0, len_min(1000, focus_x_pm)) * 1000 - c.w / 2);
  } else {
    c.h = (int32_t)len_max(1, (w * bh * WHOLE / bw + h / 2) / h);
    c.y = (int32_t)(len_max(0, len_min(1000, focus_y_pm)) * 1000 - c.h / 2);
  }
  c.w = c.w > WHOLE ? WHOLE : c.w;
  c.h = c.h > WHOLE ? WHOLE : c.h;
  c.x = c.x < 0 ? 0 : c.x > WHOLE - c.w ? WHOLE - c.w : c.x;
  c.y = c.y < 0 ? 0 : c.y > WHOLE - c.h ? WHOLE - c.h : c.y;
  return c;
}

PictCrop pict_whole(const Pict *p, Len box_w, Len box_h, const Len bleed[4]) {
  enum { WHOLE = 1000000 };
  const Form *f = p->form;
  PictCrop c = {0, 0, WHOLE, WHOLE};
  if (!f || box_w <= 0 || box_h <= 0) return c;
  int32_t left = (int32_t)len_fu(len_max(0, bleed[0]), WHOLE, box_w),
          top = (int32_t)len_fu(len_max(0, bleed[1]), WHOLE, box_h),
          right = (int32_t)len_fu(len_max(0, bleed[2]), WHOLE, box_w),
          bottom = (int32_t)len_fu(len_max(0, bleed[3]), WHOLE, box_h);
  return (PictCrop){-left, -top, WHOLE + left + right, WHOLE + top + bottom};
}

int pict_ppi(const Pict *p, PictCrop crop, Len box_w) {
  if (box_w <= 0 || p->kind == PICT_PDF)
    return box_w <= 0 ? 0 : INT32_MAX; /* a PDF's own pictures are its form's traits */
  int64_t pixels_micro = (int64_t)pict_seen_width(p) * crop.w, inch = LEN_IN;
  int64_t ppi = pixels_micro / 1000 * inch / box_w / 1000;
  return ppi > INT32_MAX ? INT32_MAX : (int)ppi;
}
