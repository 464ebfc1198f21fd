/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/system/ferry-file-tree.h"

#define MAX_LINKS 8
#define MAX_NAMES 64
#define MAX_LINK  4096
#define MAX_READ  (1024 * 1024)

void
ferry_file_tree_free (FerryFileTree *self)
{
  if (self->free_format != NULL)
    self->free_format (self->format);
  g_free (self);
}

/* Puts the names of a path in front of those that are still to be walked. */
static void
push_path (GQueue     *names,
           const char *path)
{
  g_auto(GStrv) parts = g_strsplit (path, "/", MAX_NAMES);

  for (guint i = g_strv_length (parts); i > 0; i--)
    if (*parts[i - 1] != '\0' && !g_str_equal (parts[i - 1], "."))
      g_queue_push_head (names, g_strdup (parts[i - 1]));
}

static char *
read_link (FerryFileTree   *self,
           const FerryNode *link)
{
  const guint8 *bytes = NULL;
  gsize length;

  if (link->size <= MAX_LINK)
    bytes = ferry_file_tree_read (self, link, 0, MAX_LINK, &length);

  return bytes != NULL ? g_strndup ((const char *) bytes, length) : NULL;
}

/* Follows the link that was met in the last of @folders. Returns: whether it can be followed */
static gboolean
follow (FerryFileTree   *self,
        const FerryNode *link,
        GQueue          *names,
        GArray          *folders)
{
  g_autofree char *target = read_link (self, link);

  if (target == NULL)
    return FALSE;

  if (*target == '/')
    g_array_set_size (folders, 1);
  push_path (names, target);

  return TRUE;
}

/* @folders: (element-type FerryNode): the way from the root, so that ".." can be walked */
static gboolean
walk (FerryFileTree *self,
      GQueue        *names,
      GArray        *folders,
      FerryNode     *node)
{
  guint n_links = 0;

  for (guint n = 0; n < MAX_NAMES; n++)
    {
      g_autofree char *name = g_queue_pop_head (names);

      *node = g_array_index (folders, FerryNode, folders->len - 1);
      if (name == NULL)
        return TRUE;

      if (g_str_equal (name, ".."))
        {
          g_array_set_size (folders, MAX (folders->len - 1, 1));
          continue;
        }
      if (node->kind != FERRY_NODE_FOLDER || !self->find (self, node, name, node))
        return FALSE;

      if (node->kind == FERRY_NODE_LINK)
        {
          if (n_links++ == MAX_LINKS || !follow (self, node, names, folders))
            return FALSE;
        }
      else
        {
          g_array_append_val (folders, *node);
        }
    }

  return FALSE;
}

gboolean
ferry_file_tree_find (FerryFileTree *self,
                      const char    *path,
                      FerryNode     *node)
{
  g_autoptr(GArray) folders = g_array_new (FALSE, FALSE, sizeof (FerryNode));
  GQueue names = G_QUEUE_INIT;
  gboolean found;

  g_array_append_val (folders, self->root);
  push_path (&names, path);
  found = walk (self, &names, folders, node);
  g_queue_clear_full (&names, g_free);

  return found;
}

const guint8 *
ferry_file_tree_read (FerryFileTree   *self,
                      const FerryNode *node,
                      guint64          offset,
                      gsize            length,
                      gsize           *n_read)
{
  if (offset >= node->size)
    return NULL;

  *n_read = (gsize) MIN (MIN (length, MAX_READ), node->size - offset);

  return *n_read > 0 ? self->read (self, node, offset, *n_read) : NULL;
}
