/* embed DATA COPY OUT: what a program that embeds the engine does, with nothing but the public header. */
#include <duikai.h>

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv) {
  if (argc != 4) return 64;
  DuikaiConfig config = {.data_dir = argv[1], .threads = 1};
  DuikaiSession *s = duikai_open(&config);
  if (!s) return 65;
  size_t size = 0;
  const char *bytes = NULL;
  if (duikai_read(s, argv[2]) && duikai_make(s, NULL)) bytes = duikai_pdf(s, &size);
  int bad = !bytes || size < 1000 || memcmp(bytes, "%PDF-", 5) != 0;
  if (!duikai_write_pdf(s, argv[3])) bad = 1;
  if (duikai_status(s) > 1) bad = 1;
  fputs(duikai_findings(s, DUIKAI_NOTE), stdout);
  duikai_close(s);
  return bad;
}
