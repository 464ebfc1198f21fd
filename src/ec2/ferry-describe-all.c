/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "ec2/ferry-describe-all.h"

#include "base/ferry-error.h"
#include "base/ferry-time.h"
#include "bucket/ferry-page-guard.h"
#include "ec2/ferry-plain-reply.h"

/* No region has as many for one account. */
#define MOST_ITEMS 250000

typedef struct {
  const FerryDescribeCall *call;
  char                    *region;
  GPtrArray               *ids;      /* (nullable) */
  GStrv                    filters;  /* (nullable) */
  GPtrArray               *items;    /* of the pages so far; NULL before the first */
  char                    *token;
  FerryPageGuard          *guard;
} All;

static void
all_free (All *all)
{
  g_free (all->region);
  g_clear_pointer (&all->ids, g_ptr_array_unref);
  g_strfreev (all->filters);
  g_clear_pointer (&all->items, g_ptr_array_unref);
  g_free (all->token);
  ferry_page_guard_free (all->guard);
  g_free (all);
}

/* Adds a page to what has come so far; FALSE when EC2 would send us in a circle. */
static gboolean
take_page (All         *all,
           const char  *operation,
           FerryReply  *reply,
           GError     **error)
{
  g_autoptr(GPtrArray) page = NULL;
  g_autofree char *next_token = NULL;

  page = all->call->parse (ferry_reply_get_body (reply), &next_token, error);
  if (page == NULL ||
      !ferry_page_guard_pass (all->guard, operation, page->len, next_token, error))
    return FALSE;

  if (all->items == NULL)
    all->items = g_steal_pointer (&page);
  else
    g_ptr_array_extend_and_steal (all->items, g_steal_pointer (&page));
  g_free (all->token);
  all->token = g_steal_pointer (&next_token);

  if (all->items->len > MOST_ITEMS)
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
  All *all = g_task_get_task_data (task);

  reply = ferry_client_send_finish (FERRY_CLIENT (source), result, &error);
  if (ferry_plain_reply_is_gone (error))
    g_task_return_error (task, ferry_error_recode (g_steal_pointer (&error),
                                                   FERRY_ERROR_NO_SUCH_KEY));
  else if (reply == NULL || !take_page (all, g_task_get_name (task), reply, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (all->token)
    ask_page (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&all->items),
                           (GDestroyNotify) g_ptr_array_unref);
}

/* (transfer full) @task */
static void
ask_page (GTask *task)
{
  All *all = g_task_get_task_data (task);
  g_autoptr(FerryRequest) request = all->call->request (all->region, all->ids,
                                                        (const char *const *) all->filters,
                                                        all->token);

  g_task_set_name (task, ferry_request_get_operation (request));
  ferry_client_send_async (g_task_get_source_object (task), request,
                           g_task_get_cancellable (task), page_cb, task);
}

/* What the caller does with its own array meanwhile must not change the question. */
static GPtrArray *
copy_ids (GPtrArray *ids)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (ids, i)));

  return copy;
}

void
ferry_describe_all_async (FerryClient             *client,
                          const FerryDescribeCall *call,
                          const char              *region,
                          GPtrArray               *ids,
                          const char *const       *filters,
                          gpointer                 tag,
                          GCancellable            *cancellable,
                          GAsyncReadyCallback      callback,
                          gpointer                 user_data)
{
  All *all;
  GTask *task;

  g_return_if_fail (FERRY_IS_CLIENT (client));
  g_return_if_fail (ids == NULL || filters == NULL);

  all = g_new0 (All, 1);
  all->call = call;
  all->region = g_strdup (region);
  all->ids = ids ? copy_ids (ids) : NULL;
  all->filters = g_strdupv ((GStrv) filters);
  all->guard = ferry_page_guard_new ();

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, all, (GDestroyNotify) all_free);

  /* No id at all would mean every one of the account. */
  if (ids && ids->len == 0)
    {
      g_task_return_pointer (task, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }

  ask_page (task);
}

GPtrArray *
ferry_describe_all_finish (FerryClient   *client,
                           GAsyncResult  *result,
                           gpointer       tag,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ferry_describe_add_list (FerryRequest *request,
                         const char   *name,
                         GPtrArray    *values)
{
  for (guint i = 0; values && i < values->len; i++)
    {
      g_autofree char *member = g_strdup_printf ("%s.%u", name, i + 1);

      ferry_request_add_form (request, member, g_ptr_array_index (values, i));
    }
}

void
ferry_describe_add_filters (FerryRequest      *request,
                            const char *const *filters)
{
  for (guint i = 0; filters && filters[i] && filters[i + 1]; i += 2)
    {
      g_autofree char *name = g_strdup_printf ("Filter.%u.Name", i / 2 + 1);
      g_autofree char *value = g_strdup_printf ("Filter.%u.Value.1", i / 2 + 1);

      ferry_request_add_form (request, name, filters[i]);
      ferry_request_add_form (request, value, filters[i + 1]);
    }
}

GStrv
ferry_describe_dup_tags (FerryXml *item)
{
  g_autoptr(GStrvBuilder) tags = g_strv_builder_new ();
  FerryXml *set = ferry_xml_find (item, "tagSet");

  for (FerryXml *i = set ? ferry_xml_first (set, "item") : NULL; i; i = ferry_xml_next (i))
    {
      const char *key = ferry_xml_find_text (i, "key");
      const char *value = ferry_xml_find_text (i, "value");

      if (key)
        g_strv_builder_add_many (tags, key, value ? value : "", NULL);
    }

  return g_strv_builder_end (tags);
}

GDateTime *
ferry_describe_dup_time (FerryXml   *item,
                         const char *path)
{
  const char *text = ferry_xml_find_text (item, path);

  return text ? ferry_time_parse (text) : NULL;
}
