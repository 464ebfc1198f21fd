/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "base/ferry-xml-writer.h"

struct _FerryXmlWriter {
  GString   *text;
  GPtrArray *open;        /* names of the elements that are open */
  gboolean   in_tag;      /* the last tag still takes attributes */
};

FerryXmlWriter *
ferry_xml_writer_new (void)
{
  FerryXmlWriter *self = g_new0 (FerryXmlWriter, 1);

  self->text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
  self->open = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
ferry_xml_writer_free (FerryXmlWriter *self)
{
  if (self->text)
    g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->open);
  g_free (self);
}

static void
append_escaped (FerryXmlWriter *self,
                const char     *text)
{
  for (const char *p = text; *p; p++)
    switch (*p)
      {
      case '&':
        g_string_append (self->text, "&amp;");
        break;
      case '<':
        g_string_append (self->text, "&lt;");
        break;
      case '>':
        g_string_append (self->text, "&gt;");
        break;
      case '"':
        g_string_append (self->text, "&quot;");
        break;
      /* A reader would turn these into spaces or line feeds. */
      case '\t':
      case '\n':
      case '\r':
        g_string_append_printf (self->text, "&#%d;", *p);
        break;
      default:
        g_string_append_c (self->text, *p);
      }
}

static void
indent (FerryXmlWriter *self)
{
  if (self->in_tag)
    g_string_append (self->text, ">\n");
  self->in_tag = FALSE;

  for (guint i = 0; i < self->open->len; i++)
    g_string_append (self->text, "  ");
}

void
ferry_xml_writer_open (FerryXmlWriter *self,
                       const char     *name)
{
  indent (self);
  g_string_append_printf (self->text, "<%s", name);
  g_ptr_array_add (self->open, g_strdup (name));
  self->in_tag = TRUE;
}

void
ferry_xml_writer_attribute (FerryXmlWriter *self,
                            const char     *name,
                            const char     *value)
{
  g_return_if_fail (self->in_tag);

  g_string_append_printf (self->text, " %s=\"", name);
  append_escaped (self, value);
  g_string_append_c (self->text, '"');
}

void
ferry_xml_writer_close (FerryXmlWriter *self)
{
  g_autofree char *name = NULL;

  g_return_if_fail (self->open->len > 0);

  name = g_ptr_array_steal_index (self->open, self->open->len - 1);
  if (self->in_tag)
    {
      g_string_append (self->text, "/>\n");
      self->in_tag = FALSE;
      return;
    }

  indent (self);
  g_string_append_printf (self->text, "</%s>\n", name);
}

void
ferry_xml_writer_element (FerryXmlWriter *self,
                          const char     *name,
                          const char     *text)
{
  indent (self);
  g_string_append_printf (self->text, "<%s>", name);
  append_escaped (self, text);
  g_string_append_printf (self->text, "</%s>\n", name);
}

char *
ferry_xml_writer_finish (FerryXmlWriter *self)
{
  char *text;

  while (self->open->len > 0)
    ferry_xml_writer_close (self);

  text = g_string_free (g_steal_pointer (&self->text), FALSE);
  ferry_xml_writer_free (self);

  return text;
}

gboolean
ferry_xml_is_text (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF)
        return FALSE;
    }

  return TRUE;
}
