/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "common/ferry-html.h"

#include "common/ferry-format.h"
#include "ferry.h"

#include <gtk/gtk.h>

#include <string.h>

#define REPLACEMENT 0xfffd

struct _FerryHtml {
  GString   *text;
  GPtrArray *open;   /* (element-type utf8): what is to be closed */
};

/* XML 1.0, 2.2 "Characters" */
static gboolean
is_character (gunichar c)
{
  return c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7f && c != 0xfffe && c != 0xffff &&
                                    (c < 0x80 || c > 0x9f) && (c < 0xd800 || c > 0xdfff));
}

static void
add_escaped (GString    *text,
             const char *bytes)
{
  g_autofree char *valid = g_utf8_make_valid (bytes, -1);

  for (const char *in = valid; *in; in = g_utf8_next_char (in))
    {
      gunichar c = g_utf8_get_char (in);

      switch (c)
        {
        case '&':
          g_string_append (text, "&amp;");
          break;
        case '<':
          g_string_append (text, "&lt;");
          break;
        case '>':
          g_string_append (text, "&gt;");
          break;
        case '"':
          g_string_append (text, "&quot;");
          break;
        case '\'':
          g_string_append (text, "&#39;");
          break;
        default:
          g_string_append_unichar (text, is_character (c) ? c : REPLACEMENT);
        }
    }
}

/* "de-DE" of "de_DE.UTF-8" (BCP 47) */
static char *
get_language (void)
{
  g_autofree char *name = g_strdup (g_get_language_names ()[0]);

  name[strcspn (name, ".@")] = '\0';
  g_strdelimit (name, "_", '-');
  if (g_str_equal (name, "C") || g_str_equal (name, "POSIX") || *name == '\0')
    return g_strdup ("en");

  return g_steal_pointer (&name);
}

FerryHtml *
ferry_html_new (const char *title,
                const char *style)
{
  FerryHtml *self = g_new0 (FerryHtml, 1);
  g_autofree char *language = get_language ();
  gboolean is_rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  self->text = g_string_new ("<!DOCTYPE html>\n");
  self->open = g_ptr_array_new_with_free_func (g_free);
  g_string_append_printf (self->text,
                          "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"%s\" dir=\"%s\">\n"
                          "<head>\n<meta charset=\"utf-8\"/>\n"
                          "<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>",
                          language, is_rtl ? "rtl" : "ltr");
  add_escaped (self->text, title);
  g_string_append_printf (self->text, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);

  return self;
}

void
ferry_html_free (FerryHtml *self)
{
  g_string_free (self->text, TRUE);
  g_ptr_array_unref (self->open);
  g_free (self);
}

static void
open_tag (FerryHtml  *self,
          const char *name,
          const char *style_class,
          gboolean    is_foreign)
{
  g_string_append_printf (self->text, "<%s", name);
  if (style_class)
    g_string_append_printf (self->text, " class=\"%s\"", style_class);
  g_string_append (self->text, is_foreign ? " dir=\"auto\">" : ">");
}

void
ferry_html_open (FerryHtml  *self,
                 const char *name,
                 const char *style_class)
{
  open_tag (self, name, style_class, FALSE);
  g_string_append_c (self->text, '\n');
  g_ptr_array_add (self->open, g_strdup (name));
}

void
ferry_html_close (FerryHtml *self)
{
  g_return_if_fail (self->open->len > 0);

  g_string_append_printf (self->text, "</%s>\n",
                          (const char *) g_ptr_array_index (self->open, self->open->len - 1));
  g_ptr_array_set_size (self->open, self->open->len - 1);
}

void
ferry_html_add (FerryHtml  *self,
                const char *name,
                const char *style_class,
                const char *text)
{
  open_tag (self, name, style_class, FALSE);
  add_escaped (self->text, text);
  g_string_append_printf (self->text, "</%s>\n", name);
}

void
ferry_html_add_foreign (FerryHtml  *self,
                        const char *name,
                        const char *style_class,
                        const char *bytes)
{
  g_autofree char *valid = g_utf8_make_valid (bytes, -1);
  g_autofree char *masked = ferry_redact (valid);
  g_autofree char *shown = ferry_format_name (masked);

  open_tag (self, name, style_class, TRUE);
  add_escaped (self->text, shown);
  g_string_append_printf (self->text, "</%s>\n", name);
}

char *
ferry_html_finish (FerryHtml *self)
{
  char *text;

  while (self->open->len > 0)
    ferry_html_close (self);
  g_string_append (self->text, "</body>\n</html>\n");
  text = g_string_free (g_steal_pointer (&self->text), FALSE);
  g_ptr_array_unref (self->open);
  g_free (self);

  return text;
}
