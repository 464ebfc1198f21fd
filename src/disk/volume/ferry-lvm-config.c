/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "disk/volume/ferry-lvm-config.h"

#include <string.h>

#define MAX_DEPTH 8
#define MAX_NODES 20000  /* a group of a thousand volumes has as many */

typedef struct {
  const char *next;
  const char *end;
  guint       n_nodes;
} Scanner;

static FerryLvmConfig *
new_node (char *name)
{
  FerryLvmConfig *self = g_new0 (FerryLvmConfig, 1);

  self->name = name;

  return self;
}

void
ferry_lvm_config_free (FerryLvmConfig *self)
{
  g_free (self->name);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  g_free (self);
}

static void
skip_space (Scanner *scanner)
{
  while (scanner->next < scanner->end)
    {
      const char *line_end;

      if (g_ascii_isspace (*scanner->next) || *scanner->next == '\0')
        {
          scanner->next++;
          continue;
        }
      if (*scanner->next != '#')
        break;

      line_end = memchr (scanner->next, '\n', (gsize) (scanner->end - scanner->next));
      scanner->next = line_end != NULL ? line_end : scanner->end;
    }
}

/* Takes the mark when it is what follows. */
static gboolean
take_mark (Scanner *scanner,
           char     mark)
{
  skip_space (scanner);
  if (scanner->next == scanner->end || *scanner->next != mark)
    return FALSE;

  scanner->next++;

  return TRUE;
}

static char *
take_quoted (Scanner *scanner)
{
  g_autoptr(GString) text = g_string_new (NULL);

  while (scanner->next < scanner->end && *scanner->next != '"')
    {
      if (*scanner->next == '\\' && ++scanner->next == scanner->end)
        return NULL;
      g_string_append_c (text, *scanner->next++);
    }

  return take_mark (scanner, '"') ? g_strdup (text->str) : NULL;
}

/* Returns: (nullable): a name, a number, a text in quotation marks */
static char *
take_word (Scanner *scanner)
{
  const char *start;

  if (take_mark (scanner, '"'))
    return take_quoted (scanner);

  start = scanner->next;
  while (scanner->next < scanner->end && *scanner->next != '\0' &&
         !g_ascii_isspace (*scanner->next) && strchr ("{}[]=,#\"", *scanner->next) == NULL)
    scanner->next++;

  return scanner->next > start ? g_strndup (start, (gsize) (scanner->next - start)) : NULL;
}

static gboolean
take_values (Scanner   *scanner,
             GPtrArray *values)
{
  gboolean is_list = take_mark (scanner, '[');

  do
    {
      char *word;

      if (is_list && take_mark (scanner, ']'))
        return TRUE;

      word = take_word (scanner);
      if (word == NULL || scanner->n_nodes++ >= MAX_NODES)
        return g_free (word), FALSE;

      g_ptr_array_add (values, word);
      if (is_list)
        take_mark (scanner, ',');
    }
  while (is_list);

  return TRUE;
}

static FerryLvmConfig *
add_node (FerryLvmConfig *section,
          char           *name)
{
  FerryLvmConfig *node = new_node (name);

  if (section->sections == NULL)
    section->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_lvm_config_free);
  g_ptr_array_add (section->sections, node);

  return node;
}

/* Returns: whether the text made sense up to its end */
static gboolean
parse (Scanner        *scanner,
       FerryLvmConfig *root)
{
  FerryLvmConfig *way[MAX_DEPTH] = { root };
  guint depth = 0;

  for (skip_space (scanner); scanner->next < scanner->end; skip_space (scanner))
    {
      FerryLvmConfig *node;
      char *name;

      if (take_mark (scanner, '}'))
        {
          if (depth-- == 0)
            return FALSE;
          continue;
        }

      name = take_word (scanner);
      if (name == NULL || scanner->n_nodes++ >= MAX_NODES)
        return g_free (name), FALSE;

      node = add_node (way[depth], name);
      if (take_mark (scanner, '{'))
        {
          if (++depth == MAX_DEPTH)
            return FALSE;
          way[depth] = node;
          continue;
        }
      node->values = g_ptr_array_new_with_free_func (g_free);
      if (!take_mark (scanner, '=') || !take_values (scanner, node->values))
        return FALSE;
    }

  return depth == 0;
}

FerryLvmConfig *
ferry_lvm_config_parse (const char *text,
                        gsize       length)
{
  g_autoptr(FerryLvmConfig) root = new_node (NULL);
  Scanner scanner = { text, text + length, 0 };

  return parse (&scanner, root) ? g_steal_pointer (&root) : NULL;
}

FerryLvmConfig *
ferry_lvm_config_find (const FerryLvmConfig *self,
                       const char           *name)
{
  for (guint i = 0; self != NULL && self->sections != NULL && i < self->sections->len; i++)
    {
      FerryLvmConfig *node = g_ptr_array_index (self->sections, i);

      if (g_str_equal (node->name, name))
        return node;
    }

  return NULL;
}

const char *
ferry_lvm_config_get_string (const FerryLvmConfig *self,
                             const char           *name,
                             guint                 place)
{
  const FerryLvmConfig *node = ferry_lvm_config_find (self, name);

  if (node == NULL || node->values == NULL || place >= node->values->len)
    return NULL;

  return g_ptr_array_index (node->values, place);
}

gboolean
ferry_lvm_config_get_number (const FerryLvmConfig *self,
                             const char           *name,
                             guint                 place,
                             guint64              *number)
{
  const char *text = ferry_lvm_config_get_string (self, name, place);

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, number, NULL);
}
