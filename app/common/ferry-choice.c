/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-choice.h"

#include <string.h>

struct _FerryChoice {
  GObject  parent_instance;

  char    *value;
  char    *title;
  char    *subtitle;  /* (nullable) */
  char    *folded;    /* all of it, to be searched; made when it is */
};

G_DEFINE_FINAL_TYPE (FerryChoice, ferry_choice, G_TYPE_OBJECT)

static void
ferry_choice_finalize (GObject *object)
{
  FerryChoice *self = FERRY_CHOICE (object);

  g_free (self->value);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->folded);

  G_OBJECT_CLASS (ferry_choice_parent_class)->finalize (object);
}

static void
ferry_choice_class_init (FerryChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_choice_finalize;
}

static void
ferry_choice_init (FerryChoice *self)
{
}

FerryChoice *
ferry_choice_new (const char *value,
                  const char *title,
                  const char *subtitle)
{
  FerryChoice *self;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (FERRY_TYPE_CHOICE, NULL);
  self->value = g_strdup (value);
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);

  return self;
}

const char *
ferry_choice_get_value (FerryChoice *self)
{
  g_return_val_if_fail (FERRY_IS_CHOICE (self), NULL);

  return self->value;
}

const char *
ferry_choice_get_title (FerryChoice *self)
{
  g_return_val_if_fail (FERRY_IS_CHOICE (self), NULL);

  return self->title;
}

const char *
ferry_choice_get_subtitle (FerryChoice *self)
{
  g_return_val_if_fail (FERRY_IS_CHOICE (self), NULL);

  return self->subtitle;
}

gboolean
ferry_choice_matches (FerryChoice *self,
                      const char  *text)
{
  g_auto(GStrv) words = NULL;

  g_return_val_if_fail (FERRY_IS_CHOICE (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (self->folded == NULL)
    {
      g_autofree char *all = g_strjoin (" ", self->value, self->title, self->subtitle, NULL);

      self->folded = g_utf8_casefold (all, -1);
    }

  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i]; i++)
    if (strstr (self->folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}
