/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "aws/ferry-client.h"
#include "bucket/ferry-bucket.h"
#include "bucket/ferry-object.h"

G_BEGIN_DECLS

#define FERRY_TYPE_OBJECT_LIST (ferry_object_list_get_type ())
/**
 * FerryObjectList:
 *
 * A folder of a bucket as a GListModel of FerryObject, in S3's order; pages arrive one after the
 * other, each as one items-changed. Loading starts with ferry_object_list_load() and is cancelled
 * when the list is disposed, or by ferry_object_list_stop(). Where the bucket's region is not known
 * it is asked for first.
 *
 * Properties: "loading" (gboolean), "complete" (gboolean): the last page has come.
 * Signal "failed" (GError *error): loading stopped; ferry_object_list_load() tries
 * again from there. FERRY_ERROR_BAD_REPLY also when the pages lead nowhere.
 */
G_DECLARE_FINAL_TYPE (FerryObjectList, ferry_object_list, FERRY, OBJECT_LIST, GObject)

FerryObjectList *ferry_object_list_new         (FerryClient     *client,
                                                FerryBucket     *bucket,
                                                const char      *prefix);
/* Instead of a folder all objects whose keys begin with @prefix, however deep, and no folders. */
FerryObjectList *ferry_object_list_new_below   (FerryClient     *client,
                                                FerryBucket     *bucket,
                                                const char      *prefix);
void             ferry_object_list_load        (FerryObjectList *self);
/* Whoever looked has gone: no more pages are asked for, what has come stays. load() goes on. */
void             ferry_object_list_stop        (FerryObjectList *self);
gboolean         ferry_object_list_is_loading  (FerryObjectList *self);
gboolean         ferry_object_list_is_complete (FerryObjectList *self);
const char      *ferry_object_list_get_prefix  (FerryObjectList *self);

G_END_DECLS
