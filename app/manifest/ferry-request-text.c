/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-request-text.h"

#include "common/ferry-format.h"

#include <glib/gi18n.h>

static void
append_title (GString    *text,
              guint       number,
              const char *title)
{
  g_string_append_printf (text, "%s# %u. %s\n", text->len > 0 ? "\n" : "", number, title);
}

/* The address as it will be asked; without one (a bad override) the reason is in the checks. */
static void
append_target (GString      *text,
               FerryClient  *client,
               FerryRequest *request)
{
  const char *override = ferry_account_get_endpoint (ferry_client_get_account (client));
  g_autoptr(GUri) address = NULL;
  g_autofree char *shown = NULL;

  address = ferry_endpoint_resolve (override, ferry_request_get_region (request), request, NULL);
  if (address != NULL)
    shown = g_uri_to_string (address);

  g_string_append_printf (text, "%s %s\n", ferry_request_get_method (request),
                          shown != NULL ? shown : "?");
}

static void
append_manifest (GString     *text,
                 FerryClient *client,
                 FerryDraft  *draft)
{
  FerryDisk *disk = ferry_draft_get_disk (draft);
  GBytes *manifest = ferry_draft_get_manifest (draft);
  g_autoptr(FerryRequest) put = NULL;
  g_autofree char *size = ferry_format_bytes_exact (g_bytes_get_size (manifest));

  put = ferry_s3_put_object_request (ferry_disk_get_region (disk), ferry_disk_get_bucket (disk),
                                     ferry_draft_get_manifest_key (draft), manifest,
                                     "application/xml");
  append_title (text, 1, _("Store the manifest"));
  append_target (text, client, put);
  for (guint i = 0; i < ferry_request_get_headers (put)->len; i++)
    {
      const FerryPair *header = g_ptr_array_index (ferry_request_get_headers (put), i);

      g_string_append_printf (text, "%s: %s\n", header->name, header->value);
    }
  /* Translators: %s is a size, "1,214 bytes" */
  g_string_append_printf (text, _("(the manifest, %s)"), size);
  g_string_append_c (text, '\n');
}

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

static void
append_import (GString     *text,
               FerryClient *client,
               FerryDraft  *draft)
{
  FerryRequest *request = ferry_draft_get_request (draft);
  GPtrArray *form = ferry_request_get_form (request);

  append_title (text, 3, _("Ask for the import: sent once, never repeated"));
  append_target (text, client, request);
  for (guint i = 0; i < form->len; i++)
    {
      const FerryPair *pair = g_ptr_array_index (form, i);
      /* a line feed in a description must not look like another parameter */
      g_autofree char *value = ferry_format_name (pair->value);

      if (g_str_equal (pair->name, FERRY_IMPORT_USER_DATA))
        append_user_data (text, pair->name, draft);
      else
        g_string_append_printf (text, "%s=%s\n", pair->name, value);
    }
}

char *
ferry_request_text_new (FerryClient *client,
                        FerryDraft  *draft)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (FERRY_IS_CLIENT (client), NULL);
  g_return_val_if_fail (FERRY_IS_DRAFT (draft), NULL);

  append_manifest (text, client, draft);
  append_title (text, 2, _("Try every link, just as EC2 will use it"));
  append_link (text, "GET", ferry_draft_get_manifest_link (draft), NULL);
  append_link (text, "HEAD", ferry_draft_get_head_link (draft), NULL);
  append_link (text, "GET", ferry_draft_get_get_link (draft), "bytes=0-511");
  append_import (text, client, draft);

  g_string_truncate (text, text->len - 1);

  return ferry_redact (text->str);
}
