/* makeup: stories into pages: which shape, where. For pages that have no layout of their own. */
#ifndef DUIKAI_MAKEUP_H
#define DUIKAI_MAKEUP_H

#include "base/base.h"
#include "flow/flow.h"

/* Gives every page of the edition without a layout one that is made for its stories (a copy of `base` with story slots in it): lead by priority
 * and length, headline sizes falling with rank, legs filled. Adds pages when one cannot hold the copy. Changes the edition's pages only. */
bool makeup_edition(Job *job, Edition *e, const FlowInput *in);

#endif
