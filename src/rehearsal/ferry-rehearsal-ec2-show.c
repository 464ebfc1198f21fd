/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-ec2.h"

#include "rehearsal/ferry-rehearsal-ec2-check.h"
#include "rehearsal/ferry-rehearsal-filter.h"

#include <string.h>

#define SMALLEST_PAGE 5

/* What DescribeVolumes and DescribeInstances differ in. */
typedef struct {
  const char           *operation;
  const char           *id_name;       /* the parameter's */
  const char           *set;           /* the element's */
  guint                 largest_page;
  FerryRehearsalLookUp  look_up;
} Show;

/* A page: what is to be told, in the order in which it was made. */
typedef struct {
  FerryRehearsalExchange *exchange;
  FerryRehearsalStore    *store;
  const Show             *show;
  GPtrArray              *filters;
  GHashTable             *ids;      /* (nullable): those asked for that are still missing */
  guint                   size;     /* at most so many */
  char                   *after;    /* (nullable): behind this id */
  char                   *next;     /* (nullable): there is more behind this one */
  const char             *unknown;  /* (nullable): a filter that there is not */
  guint                   n_told;
  char                   *last;
  GString                *xml;
} Page;

static void
page_clear (Page *page)
{
  g_clear_pointer (&page->filters, g_ptr_array_unref);
  g_clear_pointer (&page->ids, g_hash_table_unref);
  g_free (page->after);
  g_free (page->next);
  g_free (page->last);
  if (page->xml)
    g_string_free (page->xml, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static gboolean
is_known (const Show *show,
          const char *name)
{
  static const char *const plain[] = { "Action", "Version", "DryRun", "MaxResults", "NextToken",
                                       NULL };
  gsize length = strlen (show->id_name);

  return g_strv_contains (plain, name) || g_str_has_prefix (name, "Filter.") ||
         (strncmp (name, show->id_name, length) == 0 && name[length] == '.');
}

static gboolean
check_names (Page *page)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, page->exchange->form);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!is_known (page->show, name))
      return ferry_rehearsal_ec2_refuse (page->exchange, "UnknownParameter",
                                         "The parameter @ is not recognized", name);

  return ferry_rehearsal_ec2_check_dry_run (page->exchange);
}

static void
read_ids (Page *page)
{
  for (guint i = 1; ; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%u", page->show->id_name, i);
      const char *id = ferry_rehearsal_exchange_get_form (page->exchange, name);

      if (id == NULL)
        return;
      if (page->ids == NULL)
        page->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_add (page->ids, g_strdup (id));
    }
}

/* The id behind which it goes on, and which call it was for: nobody else's business. */
static char *
make_token (Page *page)
{
  g_autofree char *text = g_strconcat (page->show->operation, "/", page->next, NULL);

  return g_base64_encode ((const guchar *) text, strlen (text));
}

static gboolean
read_token (Page       *page,
            const char *token)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (token, &length);
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_autofree char *prefix = g_strconcat (page->show->operation, "/", NULL);

  if (!g_str_has_prefix (text, prefix))
    return ferry_rehearsal_ec2_refuse (page->exchange, "InvalidNextToken",
                                       "The token '@' is not valid", token);
  page->after = g_strdup (text + strlen (prefix));

  return TRUE;
}

static gboolean
check_page (Page *page)
{
  const char *most = ferry_rehearsal_exchange_get_form (page->exchange, "MaxResults");
  const char *token = ferry_rehearsal_exchange_get_form (page->exchange, "NextToken");
  guint64 value = G_MAXUINT;

  if (page->ids && (most || token))
    return ferry_rehearsal_ec2_refuse (page->exchange, "InvalidParameterCombination",
                                       "The parameter @ cannot be used with the parameter "
                                       "maxResults",
                                       page->show->set);
  if (most && !g_ascii_string_to_unsigned (most, 10, SMALLEST_PAGE, page->show->largest_page,
                                           &value, NULL))
    return ferry_rehearsal_ec2_refuse (page->exchange, "InvalidParameterValue",
                                       "Value (@) for parameter maxResults is invalid", most);
  page->size = (guint) value;

  return token == NULL || read_token (page, token);
}

/* Whether this one belongs on the page. */
static gboolean
wants (Page       *page,
       gpointer    item,
       const char *id,
       const char *region,
       JsonObject *tags)
{
  if (!g_str_equal (region, page->exchange->region) ||
      (page->ids && !g_hash_table_remove (page->ids, id)) ||
      !ferry_rehearsal_filters_pass (page->filters, item, tags, page->show->look_up,
                                     &page->unknown))
    return FALSE;
  if (page->n_told == page->size)
    {
      g_free (page->next);
      page->next = g_strdup (page->last);
      return FALSE;
    }
  page->n_told++;
  g_free (page->last);
  page->last = g_strdup (id);

  return TRUE;
}

/* Skips what was on the pages before. */
static gboolean
is_behind (Page       *page,
           const char *id)
{
  if (page->after == NULL)
    return TRUE;
  if (g_str_equal (page->after, id))
    g_clear_pointer (&page->after, g_free);

  return FALSE;
}

static void
tell_volumes (Page *page)
{
  FerryRehearsalEstate *estate = ferry_rehearsal_store_get_estate (page->store);
  GPtrArray *volumes = ferry_rehearsal_estate_get_volumes (estate);

  for (guint i = 0; i < volumes->len; i++)
    {
      FerryRehearsalVolume *volume = g_ptr_array_index (volumes, i);
      g_autoptr(FerryRehearsalVolume) shown = ferry_rehearsal_estate_show_volume (estate, volume);

      if (!is_behind (page, volume->id) || shown == NULL ||
          !wants (page, shown, shown->id, shown->region, shown->tags))
        continue;
      g_string_append (page->xml, "<item>");
      ferry_rehearsal_volume_append_xml (shown, page->xml);
      g_string_append (page->xml, "</item>");
    }
}

/* The volumes of an instance, as far as they are told of. (transfer full) */
static GPtrArray *
find_attached (FerryRehearsalEstate *estate,
               const char           *instance_id)
{
  GPtrArray *attached =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_rehearsal_volume_free);
  GPtrArray *volumes = ferry_rehearsal_estate_get_volumes (estate);

  for (guint i = 0; i < volumes->len; i++)
    {
      g_autoptr(FerryRehearsalVolume) volume =
        ferry_rehearsal_estate_show_volume (estate, g_ptr_array_index (volumes, i));

      if (volume && g_strcmp0 (volume->instance_id, instance_id) == 0)
        g_ptr_array_add (attached, g_steal_pointer (&volume));
    }

  return attached;
}

static void
tell_instances (Page *page)
{
  FerryRehearsalEstate *estate = ferry_rehearsal_store_get_estate (page->store);
  GPtrArray *instances = ferry_rehearsal_estate_get_instances (estate);

  for (guint i = 0; i < instances->len; i++)
    {
      FerryRehearsalInstance *instance = g_ptr_array_index (instances, i);
      g_autoptr(FerryRehearsalInstance) shown =
        ferry_rehearsal_estate_show_instance (estate, instance);
      g_autoptr(GPtrArray) volumes = NULL;

      if (!is_behind (page, instance->id) || shown == NULL ||
          !wants (page, shown, shown->id, shown->region, shown->tags))
        continue;
      volumes = find_attached (estate, shown->id);
      g_string_append (page->xml, "<item>");
      g_string_append_printf (page->xml, "<reservationId>r-%s</reservationId>"
                                         "<ownerId>123456789012</ownerId><instancesSet><item>",
                              shown->id + strlen ("i-"));
      ferry_rehearsal_instance_append_xml (shown, volumes, page->xml);
      g_string_append (page->xml, "</item></instancesSet></item>");
    }
}

static gboolean
look_up_volume (gpointer     item,
                const char  *name,
                const char **value)
{
  return ferry_rehearsal_volume_look_up (item, name, value);
}

static gboolean
look_up_instance (gpointer     item,
                  const char  *name,
                  const char **value)
{
  return ferry_rehearsal_instance_look_up (item, name, value);
}

static void
refuse_missing (Page *page)
{
  GHashTableIter iter;
  gpointer id;
  gboolean of_volumes = page->show->look_up == look_up_volume;

  g_hash_table_iter_init (&iter, page->ids);
  g_hash_table_iter_next (&iter, &id, NULL);
  ferry_rehearsal_ec2_refuse (page->exchange,
                              of_volumes ? "InvalidVolume.NotFound" : "InvalidInstanceID.NotFound",
                              of_volumes ? "The volume '@' does not exist."
                                         : "The instance ID '@' does not exist", id);
}

static void
close_page (Page *page)
{
  g_string_append_printf (page->xml, "</%s>", page->show->set);
  if (page->next)
    {
      g_autofree char *token = make_token (page);

      ferry_rehearsal_append_element (page->xml, "nextToken", token);
    }
  ferry_rehearsal_ec2_close (page->exchange, page->xml);
}

static void
answer (FerryRehearsalExchange *exchange,
        FerryRehearsalStore    *store,
        const Show             *show)
{
  g_auto(Page) page = { exchange, store, show };

  page.filters = ferry_rehearsal_filters_read (exchange);
  read_ids (&page);
  if (!check_names (&page) || !check_page (&page))
    return;

  page.xml = ferry_rehearsal_ec2_open (exchange);
  g_string_append_printf (page.xml, "<%s>", show->set);
  if (show->look_up == look_up_volume)
    tell_volumes (&page);
  else
    tell_instances (&page);

  if (page.unknown)
    ferry_rehearsal_ec2_refuse (exchange, "InvalidParameterValue", "The filter '@' is invalid",
                                page.unknown);
  else if (page.ids && g_hash_table_size (page.ids) > 0)
    refuse_missing (&page);
  else
    close_page (&page);
}

gboolean
ferry_rehearsal_ec2_show (FerryRehearsalExchange *exchange,
                          FerryRehearsalStore    *store)
{
  static const Show shows[] = {
    { "DescribeVolumes", "VolumeId", "volumeSet", 500, look_up_volume },
    { "DescribeInstances", "InstanceId", "reservationSet", 1000, look_up_instance },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shows); i++)
    if (g_str_equal (exchange->operation, shows[i].operation))
      {
        answer (exchange, store, &shows[i]);
        return TRUE;
      }

  return FALSE;
}
