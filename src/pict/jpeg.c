/* JPEG (ITU-T T.81): walking the markers from SOI to EOI without decoding, and decoding with libjpeg where rows are asked for.
 *
 * A JPEG goes into the PDF as it is, so reading it must only be sure of what the PDF has to say about it (size, channels, polarity) and that
 * the file is whole: every segment inside the file, at least one scan, the end of image reached. A truncated file has no end of image. */
#include "pict/inside.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

enum {
  SOF0 = 0xC0,
  SOF2 = 0xC2,
  DHT = 0xC4,
  JPG = 0xC8,
  DAC = 0xCC,
  RST0 = 0xD0,
  EOI = 0xD9,
  SOS = 0xDA,
  APP0 = 0xE0,
  APP1 = 0xE1,
  APP2 = 0xE2,
  APP14 = 0xEE
};

typedef struct Walk {
  Bytes b;
  Pict *out;
  Arena *a;
  bool frame, scan, adobe;
  Str icc[256];
  unsigned icc_parts;
} Walk;

static Fault broken(const char *what) { return (Fault){DIAG_PICTURE_BROKEN, what}; }

static Fault read_frame(Walk *w, unsigned marker, Str segment) {
  Bytes s = bytes_of(segment);
  if (marker > SOF2)
    return (Fault){DIAG_PICTURE_UNKNOWN, "a kind of JPEG (lossless, hierarchical or arithmetic) that no PDF holds"};
  if (w->frame) return broken("it has two frames");
  w->frame = true;
  unsigned bits = bytes_take(&s, 1);
  w->out->height = (int)bytes_take(&s, 2);
  w->out->width = (int)bytes_take(&s, 2);
  w->out->channels = (int)bytes_take(&s, 1);
  w->out->bits = 8;
  if (s.bad || s.n - s.at < (size_t)w->out->channels * 3) return broken("its header is cut off");
  if (bits != 8) return (Fault){DIAG_PICTURE_UNKNOWN, "a JPEG of more than 8 bits a channel"};
  if (w->out->channels != 1 && w->out->channels != 3 && w->out->channels != 4)
    return (Fault){DIAG_PICTURE_UNKNOWN, "a JPEG of neither 1, 3 nor 4 channels"};
  return (Fault){0};
}

static void read_app(Walk *w, unsigned marker, Str segment) {
  static const char exif[] = "Exif\0", icc[] = "ICC_PROFILE";
  Bytes s = bytes_of(segment);
  if (marker == APP1 && segment.n > 6 && !memcmp(segment.p, exif, sizeof exif))
    exif_read(str_sub(segment, 6, segment.n), w->out);
  if (marker == APP0 && segment.n >= 12 && !memcmp(segment.p, "JFIF", 5)) {
    s.at = 7;
    unsigned unit = bytes_take(&s, 1), across = bytes_take(&s, 2);
    if (unit == 1 || unit == 2) w->out->ppi = (int)(unit == 1 ? across : (across * 254 + 50) / 100);
  }
  if (marker == APP14 && segment.n >= 12 && !memcmp(segment.p, "Adobe", 5)) w->adobe = true;
  if (marker == APP2 && segment.n > 14 && !memcmp(segment.p, icc, sizeof icc)) {
    unsigned part = (uint8_t)segment.p[12];
    if (part && !w->icc[part].n) w->icc_parts++;
    if (part) w->icc[part] = str_sub(segment, 14, segment.n);
  }
}

/* Entropy-coded data ends at a marker that is neither a stuffed zero nor a restart (B.1.1.5). */
static void pass_scan(Bytes *b) {
  while (b->at + 1 < b->n) {
    const uint8_t *ff = memchr(b->p + b->at, 0xFF, b->n - b->at - 1);
    if (!ff) break;
    b->at = (size_t)(ff - b->p);
    unsigned next = b->p[b->at + 1];
    if (next != 0 && next != 0xFF && (next < RST0 || next > RST0 + 7)) return;
    b->at += next == 0xFF ? 1 : 2;
  }
  b->at = b->n;
  b->bad = true;
}

static bool is_frame(unsigned m) { return m >= SOF0 && m <= 0xCF && m != DHT && m != JPG && m != DAC; }

static void join_profile(Walk *w) {
  Buf icc = buf_make(w->a, PICT_MAX_BYTES);
  for (unsigned i = 1; i <= w->icc_parts; i++) {
    if (!w->icc[i].n) return; /* a part is missing: the profile is no use */
    buf_puts(&icc, w->icc[i]);
  }
  w->out->icc = buf_str(&icc);
}

/* One marker segment; true at the end of the image. */
static bool read_segment(Walk *w, Fault *fault) {
  Bytes *b = &w->b;
  if (bytes_take(b, 1) != 0xFF) b->bad = true;
  unsigned marker = bytes_take(b, 1);
  while (marker == 0xFF && !b->bad) marker = bytes_take(b, 1);
  if (b->bad || marker == EOI) return true;
  if (marker >= RST0 && marker < EOI) return false;
  size_t n = bytes_take(b, 2);
  if (n < 2) b->bad = true;
  Str segment = bytes_span(b, n - (n < 2 ? n : 2));
  if (b->bad) return true;
  if (is_frame(marker)) *fault = read_frame(w, marker, segment);
  if (marker >= APP0 && marker <= APP14) read_app(w, marker, segment);
  if (marker == SOS) {
    w->scan = true;
    pass_scan(b);
  }
  return b->bad || fault->what;
}

Fault jpeg_read(Arena *a, Pict *out) {
  Walk *w = arena_new(a, Walk);
  *w = (Walk){.b = bytes_of(out->bytes), .out = out, .a = a};
  Fault fault = {0};
  out->kind = PICT_JPEG;
  bytes_take(&w->b, 2);
  while (!read_segment(w, &fault)) {}
  if (fault.what) return fault;
  if (w->b.bad) return broken("it is cut off before its end");
  if (!w->frame || !w->scan) return broken("it holds no picture");
  out->inverted = out->channels == 4 && w->adobe;
  join_profile(w);
  return fault;
}

/* ---- decoding */
typedef struct Catch {
  struct jpeg_error_mgr base;
  jmp_buf back;
  char *why;
} Catch;

static void fail(j_common_ptr j) {
  Catch *c = (Catch *)(void *)j->err;
  char text[JMSG_LENGTH_MAX];
  c->base.format_message(j, text);
  snprintf(c->why, WHY, "%s", text);
  longjmp(c->back, 1);
}

static void be_silent(j_common_ptr j, int level) { (void)j, (void)level; }

static int shrunk(int side, int shrink) { return (side + shrink - 1) / shrink; }

/* Nothing between setjmp and longjmp is kept in a variable that both change. */
static bool decode_into(const Pict *p, int shrink, uint8_t *rows, char why[WHY]) {
  struct jpeg_decompress_struct j;
  Catch c = {.why = why};
  j.err = jpeg_std_error(&c.base);
  c.base.error_exit = fail;
  c.base.emit_message = be_silent;
  if (setjmp(c.back)) {
    jpeg_destroy_decompress(&j);
    return false;
  }
  jpeg_create_decompress(&j);
  jpeg_mem_src(&j, (const unsigned char *)p->bytes.p, (unsigned long)p->bytes.n);
  jpeg_read_header(&j, TRUE);
  j.out_color_space = p->channels == 1 ? JCS_GRAYSCALE : p->channels == 3 ? JCS_RGB : JCS_CMYK;
  j.scale_num = 1;
  j.scale_denom = (unsigned)shrink;
  jpeg_start_decompress(&j);
  bool same = (int)j.output_width == shrunk(p->width, shrink) && (int)j.output_height == shrunk(p->height, shrink) &&
              j.output_components == p->channels;
  size_t row = (size_t)j.output_width * (size_t)p->channels;
  while (same && j.output_scanline < j.output_height) {
    JSAMPROW at = rows + (size_t)j.output_scanline * row;
    jpeg_read_scanlines(&j, &at, 1);
  }
  if (same) jpeg_finish_decompress(&j);
  jpeg_destroy_decompress(&j);
  return same;
}

/* ---- encoding */
typedef struct Sink {
  struct jpeg_destination_mgr base;
  Buf *out;
  JOCTET chunk[16384];
} Sink;

static void sink_begin(j_compress_ptr j) {
  Sink *s = (Sink *)(void *)j->dest;
  s->base.next_output_byte = s->chunk;
  s->base.free_in_buffer = sizeof s->chunk;
}

static boolean sink_flush(j_compress_ptr j) {
  Sink *s = (Sink *)(void *)j->dest;
  buf_put(s->out, s->chunk, sizeof s->chunk);
  sink_begin(j);
  return TRUE;
}

static void sink_end(j_compress_ptr j) {
  Sink *s = (Sink *)(void *)j->dest;
  buf_put(s->out, s->chunk, sizeof s->chunk - s->base.free_in_buffer);
}

static bool encode_into(Buf *out, const uint8_t *rows, int w, int h, int channels, int quality) {
  struct jpeg_compress_struct j;
  char why[WHY];
  Catch c = {.why = why};
  Sink sink = {
      .base = {.init_destination = sink_begin, .empty_output_buffer = sink_flush, .term_destination = sink_end},
      .out = out};
  j.err = jpeg_std_error(&c.base);
  c.base.error_exit = fail;
  c.base.emit_message = be_silent;
  if (setjmp(c.back)) {
    jpeg_destroy_compress(&j);
    return false;
  }
  jpeg_create_compress(&j);
  j.dest = &sink.base;
  j.image_width = (JDIMENSION)w;
  j.image_height = (JDIMENSION)h;
  j.input_components = channels;
  j.in_color_space = channels == 1 ? JCS_GRAYSCALE : channels == 3 ? JCS_RGB : JCS_CMYK;
  jpeg_set_defaults(&j);
  if (channels == 4) jpeg_set_colorspace(&j, JCS_YCCK);
  for (int i = 0; i < j.num_components; i++) j.comp_info[i].h_samp_factor = j.comp_info[i].v_samp_factor = 1;
  j.optimize_coding = TRUE;
  jpeg_set_quality(&j, quality, TRUE);
  jpeg_start_compress(&j, TRUE);
  while (j.next_scanline < j.image_height) {
    JSAMPROW row = (JSAMPROW)(uintptr_t)(rows + (size_t)j.next_scanline * (size_t)w * (size_t)channels);
    jpeg_write_scanlines(&j, &row, 1);
  }
  jpeg_finish_compress(&j);
  jpeg_destroy_compress(&j);
  return !out->full;
}

Str pict_jpeg(Arena *a, const uint8_t *rows, int w, int h, int channels, int quality) {
  Buf out = buf_make(a, PICT_MAX_BYTES);
  return encode_into(&out, rows, w, h, channels, quality) ? buf_str(&out) : (Str){0};
}

uint8_t *jpeg_decode(Arena *a, const Pict *p, int shrink, char why[WHY]) {
  size_t n = (size_t)shrunk(p->width, shrink) * (size_t)shrunk(p->height, shrink) * (size_t)p->channels;
  uint8_t *rows = arena_add(a, n);
  if (!decode_into(p, shrink, rows, why)) return NULL;
  for (size_t i = 0; p->inverted && i < n; i++) rows[i] = (uint8_t)(255 - rows[i]);
  return rows;
}
