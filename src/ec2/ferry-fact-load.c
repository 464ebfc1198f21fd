/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-fact-load.h"

#include "base/ferry-error.h"
#include "bucket/ferry-page-guard.h"
#include "ec2/ferry-describe-account.h"
#include "ec2/ferry-describe-network.h"

/* More than any region of an account holds: a far side that goes on for ever fills no memory. */
#define MOST_ITEMS 250000

typedef struct {
  FerryRequest *(*request) (const char  *region,
                            const char  *token);
  GPtrArray    *(*parse)   (GBytes      *body,
                            char       **next_token,
                            GError     **error);
} Call;

/* ENCRYPTION is another thing, and has no pages. */
static const Call calls[FERRY_N_FACTS] = {
  [FERRY_FACT_REGIONS] = { ferry_describe_regions_request, ferry_describe_regions_parse },
  [FERRY_FACT_ZONES] = { ferry_describe_zones_request, ferry_describe_zones_parse },
  [FERRY_FACT_VPCS] = { ferry_describe_vpcs_request, ferry_describe_vpcs_parse },
  [FERRY_FACT_SUBNETS] = { ferry_describe_subnets_request, ferry_describe_subnets_parse },
  [FERRY_FACT_GROUPS] = { ferry_describe_groups_request, ferry_describe_groups_parse },
  [FERRY_FACT_ADDRESSES] = { ferry_describe_addresses_request, ferry_describe_addresses_parse },
  [FERRY_FACT_INSTANCE_TYPES] = { ferry_describe_instance_types_request,
                                  ferry_describe_instance_types_parse },
  [FERRY_FACT_OFFERINGS] = { ferry_describe_offerings_request, ferry_describe_offerings_parse },
  [FERRY_FACT_QUOTAS] = { ferry_describe_quotas_request, ferry_describe_quotas_parse },
};

typedef struct {
  FerryFact       fact;
  char           *region;
  GPtrArray      *items;  /* of the pages so far; NULL before the first */
  char           *token;
  FerryPageGuard *guard;
} Load;

static void
load_free (Load *load)
{
  g_free (load->region);
  g_clear_pointer (&load->items, g_ptr_array_unref);
  g_free (load->token);
  ferry_page_guard_free (load->guard);
  g_free (load);
}

static void
return_items (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&load->items), (GDestroyNotify) g_ptr_array_unref);
}

/* Adds a page to what has come so far; FALSE when EC2 would send us in a circle. */
static gboolean
take_page (Load          *load,
           const char    *operation,
           FerryReply    *reply,
           GError       **error)
{
  g_autoptr(GPtrArray) page = NULL;
  g_autofree char *next_token = NULL;

  page = calls[load->fact].parse (ferry_reply_get_body (reply), &next_token, error);
  if (page == NULL ||
      !ferry_page_guard_pass (load->guard, operation, page->len, next_token, error))
    return FALSE;

  if (load->items == NULL)
    load->items = g_steal_pointer (&page);
  else
    g_ptr_array_extend_and_steal (load->items, g_steal_pointer (&page));
  g_free (load->token);
  load->token = g_steal_pointer (&next_token);

  if (load->items->len > MOST_ITEMS)
    {
      g_set_error (error, FERRY_ERROR, FERRY_ERROR_BAD_REPLY, "%s: over %d items", operation,
                   MOST_ITEMS);
      return FALSE;
    }

  return TRUE;
}

static void ask_page (GTask *task);

static void
page_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  Load *load = g_task_get_task_data (task);

  reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &error);
  if (reply == NULL || !take_page (load, g_task_get_name (task), reply, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (load->token)
    ask_page (g_steal_pointer (&task));
  else
    return_items (task);
}

/* (transfer full) @task */
static void
ask_page (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr(FerryRequest) request = calls[load->fact].request (load->region, load->token);

  g_task_set_name (task, ferry_request_get_operation (request));
  ferry_client_send_async (g_task_get_source_object (task), request,
                           g_task_get_cancellable (task), page_cb, task);
}

/* Whoever may not ask for the key knows at least that there is one. */
static void
key_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *key = NULL;
  Load *load = g_task_get_task_data (task);

  reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &error);
  if (reply)
    key = ferry_get_ebs_key_parse (ferry_reply_get_body (reply), &error);
  if (error && !g_error_matches (error, FERRY_ERROR, FERRY_ERROR_DENIED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_ptr_array_add (load->items, key ? g_steal_pointer (&key) : g_strdup (""));
  return_items (task);
}

static void
encryption_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(FerryReply) reply = NULL;
  g_autoptr(FerryRequest) request = NULL;
  g_autoptr(GError) error = NULL;
  Load *load = g_task_get_task_data (task);
  gboolean encrypting;

  reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &error);
  if (reply == NULL ||
      !ferry_get_ebs_encryption_parse (ferry_reply_get_body (reply), &encrypting, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  load->items = g_ptr_array_new_with_free_func (g_free);
  if (!encrypting)
    {
      return_items (task);
      return;
    }

  request = ferry_get_ebs_key_request (load->region);
  ferry_client_send_async (FERRY_CLIENT (source), request, g_task_get_cancellable (task), key_cb,
                           g_object_ref (task));
}

/* (transfer full) @task */
static void
ask_encryption (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr(FerryRequest) request = ferry_get_ebs_encryption_request (load->region);

  ferry_client_send_async (g_task_get_source_object (task), request,
                           g_task_get_cancellable (task), encryption_cb, task);
}

void
ferry_fact_load_async (FerryClient         *client,
                       const char          *region,
                       FerryFact            fact,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Load *load;
  GTask *task;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (fact < FERRY_N_FACTS);

  load = g_new0 (Load, 1);
  load->fact = fact;
  load->region = g_strdup (region);
  load->guard = ferry_page_guard_new ();

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_fact_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);

  if (fact == FERRY_FACT_ENCRYPTION)
    ask_encryption (task);
  else
    ask_page (task);
}

GPtrArray *
ferry_fact_load_finish (FerryClient   *client,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
