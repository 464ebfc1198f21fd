/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-request-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

#define MOST_PARTS_SHOWN 50

/* What has been written, and for whom. */
typedef struct {
  GString     *text;
  FerryClient *client;
  FerryDraft  *draft;
  guint        n_calls;
} Writing;

static void
append_title (Writing    *writing,
              const char *title)
{
  g_string_append_printf (writing->text, "\n# %u. %s\n", ++writing->n_calls, title);
}

static void
append_header (GString         *text,
               const FerryPair *header)
{
  /* redaction knows the token by its name in a link */
  gboolean is_token = g_ascii_strcasecmp (header->name, "X-Amz-Security-Token") == 0;

  g_string_append_printf (text, "%s: %s\n", header->name,
                          is_token ? FERRY_REDACTED : header->value);
}

/* The address and the headers as they would be sent now; without an address (a bad override) the
 * reason is in the checks.
 */
static void
append_call (Writing      *writing,
             FerryRequest *request)
{
  g_autoptr(GUri) address = NULL;
  g_autoptr(GPtrArray) headers = NULL;
  g_autofree char *shown = NULL;

  headers = ferry_signed_headers_new (writing->client, request, &address, NULL);
  if (address != NULL)
    shown = g_uri_to_string (address);

  g_string_append_printf (writing->text, "%s %s\n", ferry_request_get_method (request),
                          shown != NULL ? shown : "?");
  for (guint i = 0; headers && i < headers->len; i++)
    append_header (writing->text, g_ptr_array_index (headers, i));
}

static void
append_manifest (Writing *writing)
{
  FerryDisk *disk = ferry_draft_get_disk (writing->draft);
  GBytes *manifest = ferry_draft_get_manifest (writing->draft);
  g_autoptr(FerryRequest) put = NULL;
  g_autofree char *size = ferry_format_bytes_exact (g_bytes_get_size (manifest));

  put = ferry_s3_put_object_request (ferry_disk_get_region (disk), ferry_disk_get_bucket (disk),
                                     ferry_draft_get_manifest_key (writing->draft), manifest,
                                     "application/xml");
  append_title (writing, _("Store the manifest"));
  append_call (writing, put);
  /* Translators: %s is a size, "1,214 bytes" */
  g_string_append_printf (writing->text, _("(the manifest, %s)"), size);
  g_string_append_c (writing->text, '\n');
}

/* A link says it all: nobody adds a header to it. */
static void
append_link (GString    *text,
             const char *method,
             GUri       *link,
             const char *range)
{
  g_autofree char *address = g_uri_to_string (link);

  g_string_append_printf (text, "%s %s\n", method, address);
  if (range != NULL)
    g_string_append_printf (text, "Range: %s\n", range);
}

/* User data may hold passwords: where it is from and how large can be read, what it says cannot. */
static void
append_user_data (GString    *text,
                  const char *name,
                  FerryDraft *draft)
{
  FerryMachine *machine = ferry_draft_get_machine (draft);
  gsize n_bytes = g_bytes_get_size (ferry_draft_get_user_data (draft));
  g_autofree char *size = ferry_format_bytes_exact (n_bytes);
  g_autofree char *where = ferry_format_name (ferry_machine_get_user_data (machine));

  g_string_append_printf (text, "%s=", name);
  /* Translators: a size, "1,214 bytes", and the address of a file */
  g_string_append_printf (text, _("(the user data, %s, from %s)"), size, where);
  g_string_append_c (text, '\n');
}

/* Of the parts of a disk that was cut; a thousand more of them would say no more. */
static void
append_sizes (Writing   *writing,
              GPtrArray *parts)
{
  guint n_shown = MIN (parts->len, MOST_PARTS_SHOWN);
  guint n_more = parts->len - n_shown;

  for (guint i = 0; i < n_shown; i++)
    {
      const FerryDraftPart *part = g_ptr_array_index (parts, i);

      append_link (writing->text, "HEAD", part->head_link, NULL);
    }

  if (n_more == 0)
    return;

  /* Translators: %u is a number of parts, for each of which the same is asked */
  g_string_append_printf (writing->text, ngettext ("(and the same of %'u more part)",
                                                   "(and the same of %'u more parts)", n_more),
                          n_more);
  g_string_append_c (writing->text, '\n');
}

static void
append_links (Writing *writing)
{
  GPtrArray *parts = ferry_draft_get_tried (writing->draft);
  const FerryDraftPart *first = g_ptr_array_index (parts, 0);
  const FerryDraftPart *last = g_ptr_array_index (parts, parts->len - 1);

  append_title (writing, _("Try every link, just as EC2 will use it"));
  append_link (writing->text, "GET", ferry_draft_get_manifest_link (writing->draft), NULL);
  append_sizes (writing, parts);
  append_link (writing->text, "GET", first->get_link, "bytes=0-511");
  if (parts->len > 1)
    append_link (writing->text, "GET", last->get_link, "bytes=0-511");
}

static void
append_form (Writing      *writing,
             FerryRequest *request)
{
  GPtrArray *form = ferry_request_get_form (request);

  g_string_append_c (writing->text, '\n');
  for (guint i = 0; i < form->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (form, i);
      /* a line feed in a description must not look like another parameter */
      g_autofree char *value = ferry_format_name (pair->value);

      if (g_str_equal (pair->name, FERRY_IMPORT_USER_DATA))
        append_user_data (writing->text, pair->name, writing->draft);
      else
        g_string_append_printf (writing->text, "%s=%s\n", pair->name, value);
    }
}

static void
append_import (Writing *writing)
{
  FerryRequest *request = ferry_draft_get_request (writing->draft);

  append_title (writing, _("Ask for the import: sent once, never repeated"));
  append_call (writing, request);
  append_form (writing, request);
}

static void
append_watch (Writing *writing)
{
  const char *region = ferry_disk_get_region (ferry_draft_get_disk (writing->draft));
  g_autoptr(FerryRequest) request = ferry_describe_conversion_tasks_request (region, NULL);

  append_title (writing, _("Ask how far the import is, again and again until it is over"));
  append_call (writing, request);
  append_form (writing, request);
  g_string_append_printf (writing->text, "ConversionTaskId.1=%s\n",
                          /* Translators: in the place of an identifier */
                          _("(what EC2 calls the task)"));
}

static void
append_removal (Writing *writing)
{
  FerryDisk *disk = ferry_draft_get_disk (writing->draft);
  g_autoptr(FerryRequest) request = NULL;

  request = ferry_s3_delete_object_request (ferry_disk_get_region (disk),
                                            ferry_disk_get_bucket (disk),
                                            ferry_draft_get_manifest_key (writing->draft), NULL);
  append_title (writing, _("Delete the manifest when the import is over"));
  append_call (writing, request);
}

static void
append_draft (Writing    *writing,
              FerryDraft *draft)
{
  g_autofree char *name = ferry_format_name (ferry_disk_get_name (ferry_draft_get_disk (draft)));

  writing->draft = draft;
  g_string_append_printf (writing->text, "\n## %s\n", name);
  append_manifest (writing);
  append_links (writing);
  append_import (writing);
  append_watch (writing);
  append_removal (writing);
}

char *
ferry_request_text_new (FerryClient *client,
                        GPtrArray   *drafts)
{
  g_autoptr(GString) text = g_string_new ("# ");
  Writing writing = { text, client, NULL, 0 };

  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);
  g_return_val_if_fail (drafts != NULL, NULL);

  g_string_append (text, _("As it would be sent now. Each call gets its date and its signature "
                           "when it is sent."));
  g_string_append_c (text, '\n');
  for (guint i = 0; i < drafts->len; i++)
    append_draft (&writing, g_ptr_array_index (drafts, i));

  g_string_truncate (text, text->len - 1);

  return ferry_redact (text->str);
}
