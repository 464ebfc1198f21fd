/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "connect/ferry-secret-row.h"

#include <string.h>

#define STAND_IN '*'

struct _FerrySecretRow {
  AdwEntryRow  parent_instance;

  GtkEditable *text;    /* the delegate: full of stand-ins */
  char        *secret;  /* as many characters as the text has */
};

G_DEFINE_FINAL_TYPE (FerrySecretRow, ferry_secret_row, ADW_TYPE_ENTRY_ROW)

static void
wipe_and_free (char *secret)
{
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* Takes @n_removed bytes at @offset out and puts @n_added in. A new piece of memory each time:
 * realloc() would leave the old one behind as it is.
 */
static void
splice (FerrySecretRow *self,
        gsize           offset,
        gsize           n_removed,
        const char     *added,
        gsize           n_added)
{
  gsize n_rest = strlen (self->secret + offset + n_removed);
  char *secret = g_malloc (offset + n_added + n_rest + 1);

  memcpy (secret, self->secret, offset);
  memcpy (secret + offset, added, n_added);
  memcpy (secret + offset + n_added, self->secret + offset + n_removed, n_rest + 1);
  wipe_and_free (self->secret);
  self->secret = secret;
}

static gsize
to_offset (FerrySecretRow *self,
           int             position)
{
  return g_utf8_offset_to_pointer (self->secret, position) - self->secret;
}

/* The emission ends here: whoever listens after GtkText, as its AT-SPI part does, would hear the
 * secret.
 */
static void
insert_text_cb (FerrySecretRow *self,
                const char     *added,
                int             n_added,
                int            *position)
{
  gsize length = n_added < 0 ? strlen (added) : (gsize) n_added;
  gsize n_characters = g_utf8_strlen (added, length);
  g_autofree char *stand_ins = g_strnfill (n_characters, STAND_IN);

  g_signal_stop_emission_by_name (self->text, "insert-text");
  splice (self, to_offset (self, *position), 0, added, length);

  g_signal_handlers_block_by_func (self->text, insert_text_cb, self);
  gtk_editable_insert_text (self->text, stand_ins, n_characters, position);
  g_signal_handlers_unblock_by_func (self->text, insert_text_cb, self);
}

static void
delete_text_cb (FerrySecretRow *self,
                int             start,
                int             end)
{
  int length = g_utf8_strlen (self->secret, -1);
  gsize from;

  if (end < 0 || end > length)
    end = length;
  if (start >= end)
    return;

  from = to_offset (self, start);
  splice (self, from, to_offset (self, end) - from, "", 0);
}

static void
ferry_secret_row_dispose (GObject *object)
{
  FerrySecretRow *self = FERRY_SECRET_ROW (object);

  if (self->text)
    g_signal_handlers_disconnect_by_data (self->text, self);
  g_clear_object (&self->text);

  G_OBJECT_CLASS (ferry_secret_row_parent_class)->dispose (object);
}

static void
ferry_secret_row_finalize (GObject *object)
{
  FerrySecretRow *self = FERRY_SECRET_ROW (object);

  g_clear_pointer (&self->secret, wipe_and_free);

  G_OBJECT_CLASS (ferry_secret_row_parent_class)->finalize (object);
}

static void
ferry_secret_row_class_init (FerrySecretRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ferry_secret_row_dispose;
  object_class->finalize = ferry_secret_row_finalize;
}

static void
ferry_secret_row_init (FerrySecretRow *self)
{
  self->secret = g_strdup ("");
  self->text = g_object_ref (gtk_editable_get_delegate (GTK_EDITABLE (self)));

  /* Not for secrecy, which does not depend on it: stand-ins too are not to be copied or undone, and
   * this is how GtkText tells input methods and screen readers what it is.
   */
  gtk_text_set_visibility (GTK_TEXT (self->text), FALSE);
  gtk_text_set_input_purpose (GTK_TEXT (self->text), GTK_INPUT_PURPOSE_PASSWORD);
  gtk_text_set_input_hints (GTK_TEXT (self->text),
                            GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI |
                            GTK_INPUT_HINT_PRIVATE);
  g_signal_connect_swapped (self->text, "insert-text", G_CALLBACK (insert_text_cb), self);
  g_signal_connect_swapped (self->text, "delete-text", G_CALLBACK (delete_text_cb), self);
}

const char *
ferry_secret_row_get_secret (FerrySecretRow *self)
{
  g_return_val_if_fail (FERRY_IS_SECRET_ROW (self), NULL);

  return self->secret;
}
