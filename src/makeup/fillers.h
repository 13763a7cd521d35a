/* Private: the edition's fillers in the holes of a page. */
#ifndef DUIKAI_MAKEUP_FILLERS_H
#define DUIKAI_MAKEUP_FILLERS_H

#include "makeup/inside.h"

/* A page with its layout, whoever made it: fillers go into its slots of kind filler, into story slots with `filler` that have no story, into the places of
 * cancelled advertisements, and under stories that are short in slots with `filler`. The page gets a layout of its own with slots in their places.
 * Tells what it used [filler-used] and where none fits [filler-missing]. Gives how many lines of a column it filled. */
int fillers_page(Job *job, const FlowInput *in, Edition *e, PagePlan *page);
/* Those that the ladders of its slots take (step `filler`), in the same way. Slots keep their offers, so that they take them again. */
int offers_page(Job *job, const FlowInput *in, Edition *e, PagePlan *page);

#endif
