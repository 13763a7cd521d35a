/* main.c: pictures DIR [NAME...]: compute the sample editions' photographs and advertisements.
 *
 * Build and run by hand:
 *   cc -O2 -std=c17 tools/pictures/{main,picture,bridge,terraces,reading_room,night_market,runners,lanterns,ads}.c $(pkg-config --cflags --libs cairo libpng libjpeg) -lm -o build/pictures
 *   build/pictures samples/daily/images
 * The advertisements want fonts-noto-cjk and fonts-lxgw-wenkai; the photographs want nothing. */
#include "picture.h"

#include <stdio.h>
#include <string.h>

typedef struct {
  const char *name, *file;
  bool (*make)(const char *path);
} Scene;

static const Scene scenes[] = {
    {"bridge", "bridge.jpg", scene_bridge},
    {"terraces", "terraces.jpg", scene_terraces},
    {"reading-room", "reading-room.jpg", scene_reading_room},
    {"night-market", "night-market.jpg", scene_night_market},
    {"runners", "runners.jpg", scene_runners},
    {"lanterns", "lanterns.png", scene_lanterns},
    {"ad-bank", "ad-bank.png", scene_ad_bank},
    {"ad-travel", "ad-travel.jpg", scene_ad_travel},
};

static bool is_wanted(const char *name, int argc, char **argv) {
  for (int i = 2; i < argc; i++)
    if (!strcmp(argv[i], name)) return true;
  return argc == 2;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: pictures DIR [NAME...]\n");
    return 2;
  }
  int failed = 0;
  for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
    char path[1024];
    if (!is_wanted(scenes[i].name, argc, argv)) continue;
    snprintf(path, sizeof path, "%s/%s", argv[1], scenes[i].file);
    if (scenes[i].make(path)) continue;
    fprintf(stderr, "pictures: cannot write %s\n", path);
    failed = 1;
  }
  return failed;
}
