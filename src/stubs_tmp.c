#include "para/para.h"
#include "plan/plan.h"
__attribute__((weak)) void para_explain(const Setting *s, const Lines *l, size_t k, Buf *o){(void)s;(void)l;(void)k;(void)o;}
__attribute__((weak)) void para_dump(const Setting *s, const Lines *l, const Fonts *f, JsonOut *o){(void)s;(void)l;(void)f;(void)o;}
__attribute__((weak)) SenseBreak *text_sense(Arena *a, Str s, Lang lang, size_t *n){(void)a;(void)s;(void)lang;*n=0;return NULL;}
__attribute__((weak)) void plan_write_schema(bool e, Buf *o){(void)e;(void)o;}
