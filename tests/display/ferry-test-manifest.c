/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ferry-test-manifest.h"

#include "ferry-test-widgets.h"

#include <string.h>

static void
append_link (GString    *text,
             const char *element,
             const char *host,
             const char *key)
{
  g_string_append_printf (text,
                          "<%s>%s/%s?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                          "&amp;X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%%2F20261120%%2Feu-west-1"
                          "%%2Fs3%%2Faws4_request&amp;X-Amz-Date=20261120T000000Z"
                          "&amp;X-Amz-Expires=604800&amp;X-Amz-SignedHeaders=host"
                          "&amp;X-Amz-Signature=%s</%s>\n",
                          element, host, key, FERRY_TEST_SIGNATURE, element);
}

static void
append_part (GString    *text,
             const char *host,
             guint       part)
{
  g_autofree char *key = g_strdup_printf ("web01.vmdk.part%u", part);

  g_string_append_printf (text,
                          "      <part index=\"%u\">\n"
                          "        <byte-range start=\"%u\" end=\"%u\"/>\n"
                          "        <key>%s</key>\n        ",
                          part, part * 1024, part * 1024 + 1023, key);
  append_link (text, "head-url", host, key);
  g_string_append (text, "        ");
  append_link (text, "get-url", host, key);
  g_string_append (text, "      </part>\n");
}

/* @format: "VMDK", or what is wrong in line 4 */
GBytes *
ferry_test_manifest_text (const char *host,
                          const char *format,
                          guint       n_parts)
{
  GString *text = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest>\n"
                                "  <version>2010-11-15</version>\n");

  g_string_append_printf (text,
                          "  <file-format>%s</file-format>\n"
                          "  <importer>\n    <name>Test</name>\n    <version>1.0</version>\n"
                          "    <release>1</release>\n  </importer>\n  ",
                          format);
  append_link (text, "self-destruct-url", host, "web01.vmdkmanifest.xml");
  g_string_append_printf (text,
                          "  <import>\n    <size>%u</size>\n    <volume-size>1</volume-size>\n"
                          "    <parts count=\"%u\">\n",
                          n_parts * 1024, n_parts);
  for (guint i = 0; i < n_parts; i++)
    append_part (text, host, i);
  g_string_append (text, "    </parts>\n  </import>\n</manifest>\n");

  return g_string_free_to_bytes (text);
}

/* Three days after its links were signed, so that they last for four. */
FerryOpenManifest *
ferry_test_manifest_open (GBytes      *text,
                          FerryClient *client)
{
  g_autoptr(GDateTime) now = g_date_time_new_utc (2026, 11, 23, 0, 0, 0);
  g_autoptr(FerryManifestFacts) facts = ferry_manifest_facts_new (now);

  facts->region = g_strdup ("eu-west-1");
  facts->bucket = g_strdup ("acme");
  facts->key = g_strdup ("web01.vmdkmanifest.xml");
  if (client)
    facts->endpoint = g_strdup (ferry_account_get_endpoint (ferry_client_get_account (client)));

  return ferry_open_manifest_new ("web01.vmdkmanifest.xml", text, facts, client);
}

void
ferry_test_manifest_set_up (FerryTestManifest *fixture,
                            const char        *host,
                            const char        *format,
                            guint              n_parts,
                            FerryClient       *client)
{
  g_autoptr(GBytes) text = ferry_test_manifest_text (host, format, n_parts);

  fixture->manifest = ferry_test_manifest_open (text, client);
  fixture->view = ferry_manifest_view_new ();
  fixture->text = FERRY_MANIFEST_TEXT (ferry_test_widgets_find (fixture->view,
                                                                FERRY_TYPE_MANIFEST_TEXT, 0));
  fixture->window = ferry_test_widgets_show (fixture->view);
  ferry_manifest_view_set_manifest (FERRY_MANIFEST_VIEW (fixture->view), fixture->manifest);
  while (ferry_open_manifest_is_busy (fixture->manifest))
    g_main_context_iteration (NULL, TRUE);
}

void
ferry_test_manifest_clear (FerryTestManifest *fixture)
{
  gtk_window_destroy (fixture->window);
  g_assert_finalize_object (fixture->manifest);
}

gboolean
ferry_test_manifest_is_revealed (FerryTestManifest *fixture)
{
  gboolean revealed;

  g_object_get (fixture->view, "revealed", &revealed, NULL);

  return revealed;
}

static gboolean
says_secret (GtkWidget             *widget,
             GtkAccessibleProperty  property)
{
  g_autofree char *said = NULL;

  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), property))
    said = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property, "");

  return said != NULL && strstr (said, FERRY_TEST_SIGNATURE) != NULL;
}

/* In any text, label, tooltip or accessible name below @widget. */
gboolean
ferry_test_manifest_holds_secret (GtkWidget *widget)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);
  g_autofree char *text = NULL;

  if (GTK_IS_TEXT_VIEW (widget))
    g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);
  else if (GTK_IS_LABEL (widget))
    text = g_strdup (gtk_label_get_label (GTK_LABEL (widget)));
  else if (GTK_IS_INSCRIPTION (widget))
    text = g_strdup (gtk_inscription_get_text (GTK_INSCRIPTION (widget)));

  if ((text && strstr (text, FERRY_TEST_SIGNATURE)) ||
      (tooltip && strstr (tooltip, FERRY_TEST_SIGNATURE)) ||
      says_secret (widget, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      says_secret (widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (ferry_test_manifest_holds_secret (child))
      return TRUE;

  return FALSE;
}
