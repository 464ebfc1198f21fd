/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/volume/ferry-volume.h"

G_BEGIN_DECLS

typedef enum {
  FERRY_NODE_FOLDER,
  FERRY_NODE_FILE,
  FERRY_NODE_LINK,   /* symbolic */
  FERRY_NODE_OTHER,
} FerryNodeKind;

/* A file or folder, as its file system knows it: inode, file record, first cluster. */
typedef struct {
  FerryNodeKind kind;
  guint64       id;
  guint64       size;  /* bytes; 0 where a folder has none */
} FerryNode;

typedef struct _FerryFileTree FerryFileTree;

/**
 * FerryFileTree:
 *
 * The files of a file system, read only and as far as a look needs them. Each file system fills the
 * two functions; both give nothing while bytes are still to come, as ferry_volume_read () does.
 * Made anew in each run of the probe.
 */
struct _FerryFileTree {
  FerryVolume   *volume;
  FerryNode      root;
  /* @name: one name, without a slash. Returns: whether the folder holds it */
  gboolean     (*find) (FerryFileTree   *tree,
                        const FerryNode *folder,
                        const char      *name,
                        FerryNode       *node);
  /* (nullable): the same for the first name that begins so */
  gboolean     (*find_prefix) (FerryFileTree   *tree,
                               const FerryNode *folder,
                               const char      *prefix,
                               FerryNode       *node);
  /* Bytes of a file or the target of a link; @offset + @length is within the node's size, @length
   * at most 1 MiB. Returns: (nullable) (transfer none): they live until the next run
   */
  const guint8 *(*read) (FerryFileTree   *tree,
                         const FerryNode *node,
                         guint64          offset,
                         gsize            length);
  gpointer       format;       /* the file system's own, freed with the tree */
  GDestroyNotify free_format;
};

void          ferry_file_tree_free  (FerryFileTree   *self);
/* @path: from the root, "/etc/os-release". Links are followed, at most 8 of them.
 * Returns: whether it is there
 */
gboolean      ferry_file_tree_find  (FerryFileTree   *self,
                                     const char      *path,
                                     FerryNode       *node);
/* Cut to the node's size. @n_read: (out). Returns: (nullable) */
const guint8 *ferry_file_tree_read  (FerryFileTree   *self,
                                     const FerryNode *node,
                                     guint64          offset,
                                     gsize            length,
                                     gsize           *n_read);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryFileTree, ferry_file_tree_free)

G_END_DECLS
