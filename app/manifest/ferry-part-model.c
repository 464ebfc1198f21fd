/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-part-model.h"

#include <gtk/gtk.h>
#include <string.h>

/* How often the search looks whether it is still wanted. */
#define PARTS_A_TURN 256

struct _FerryPartModel {
  GObject                parent_instance;

  FerryManifestDocument *document;
  guint8                *worst;        /* of each part: 0, or its severity + 1 */
  GArray                *found;        /* (nullable): guint, ascending: all where there is none */
  gboolean               is_changing;  /* nothing is shown */
  GCancellable          *cancellable;  /* (nullable): of the search that goes on */
};

static void ferry_part_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryPartModel, ferry_part_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ferry_part_model_list_init))

typedef enum {
  PROP_SEARCHING = 1,
} FerryPartModelProperty;

static GParamSpec *properties[PROP_SEARCHING + 1];

typedef struct {
  FerryManifestDocument *document;
  char                  *text;    /* folded */
  guint64                number;  /* G_MAXUINT64: it is none */
} Search;

static void
search_free (Search *search)
{
  g_object_unref (search->document);
  g_free (search->text);
  g_free (search);
}

static gboolean
matches (Search *search,
         guint   number)
{
  g_autoptr(FerryManifestPart) part = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *folded = NULL;

  if (number == search->number)
    return TRUE;

  part = ferry_manifest_document_dup_part (search->document, number);
  if (part == NULL || part->key == NULL)
    return FALSE;
  valid = g_utf8_make_valid (part->key, -1);
  folded = g_utf8_casefold (valid, -1);

  return strstr (folded, search->text) != NULL;
}

static void
search_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Search *search = task_data;
  guint n_parts = ferry_manifest_document_get_n_parts (search->document);
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < n_parts; i++)
    {
      if (i % PARTS_A_TURN == 0 && g_task_return_error_if_cancelled (task))
        return;
      if (matches (search, i))
        g_array_append_val (found, i);
    }

  g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_array_unref);
}

static guint
count (FerryPartModel *self)
{
  if (self->is_changing)
    return 0;

  return self->found ? self->found->len : ferry_manifest_document_get_n_parts (self->document);
}

/* Not the one for the other: GTK 4.8 then looks for each row that it has in all of the new. */
static void
show_found (FerryPartModel *self,
            GArray         *found)
{
  guint n_before = count (self);

  if (self->found == NULL && found == NULL)
    return;

  self->is_changing = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
  g_clear_pointer (&self->found, g_array_unref);
  self->found = found;
  self->is_changing = FALSE;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, count (self));
}

static void
stop (FerryPartModel *self)
{
  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  FerryPartModel *self = FERRY_PART_MODEL (source);
  GArray *found = g_task_propagate_pointer (G_TASK (result), NULL);

  /* A task whose source is gone keeps it alive; one that was cancelled has nothing. */
  if (found == NULL)
    return;

  g_clear_object (&self->cancellable);
  show_found (self, found);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b)
{
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;

  return first < second ? -1 : first > second;
}

static GType
get_item_type (GListModel *model)
{
  return FERRY_TYPE_PART_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return count (FERRY_PART_MODEL (model));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  FerryPartModel *self = FERRY_PART_MODEL (model);

  if (position >= count (self))
    return NULL;

  if (self->found)
    position = g_array_index (self->found, guint, position);

  return ferry_part_item_new (self->document, position);
}

static void
ferry_part_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
ferry_part_model_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((FerryPartModelProperty) prop_id)
    {
    case PROP_SEARCHING:
      g_value_set_boolean (value, ferry_part_model_is_searching (FERRY_PART_MODEL (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ferry_part_model_finalize (GObject *object)
{
  FerryPartModel *self = FERRY_PART_MODEL (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->found, g_array_unref);
  g_clear_pointer (&self->worst, g_free);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (ferry_part_model_parent_class)->finalize (object);
}

static void
ferry_part_model_class_init (FerryPartModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ferry_part_model_get_property;
  object_class->finalize = ferry_part_model_finalize;

  properties[PROP_SEARCHING] =
    g_param_spec_boolean ("searching", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ferry_part_model_init (FerryPartModel *self)
{
}

FerryPartModel *
ferry_part_model_new (FerryManifestDocument *document)
{
  FerryPartModel *self;

  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (document), NULL);

  self = g_object_new (FERRY_TYPE_PART_MODEL, NULL);
  self->document = g_object_ref (document);

  return self;
}

FerryManifestDocument *
ferry_part_model_get_document (FerryPartModel *self)
{
  g_return_val_if_fail (FERRY_IS_PART_MODEL (self), NULL);

  return self->document;
}

void
ferry_part_model_set_findings (FerryPartModel *self,
                               GPtrArray      *findings)
{
  guint n_parts;

  g_return_if_fail (FERRY_IS_PART_MODEL (self));

  n_parts = ferry_manifest_document_get_n_parts (self->document);
  g_free (self->worst);
  self->worst = g_new0 (guint8, MAX (n_parts, 1));
  for (guint i = 0; i < findings->len; i++)
    {
      const FerryManifestFinding *finding = g_ptr_array_index (findings, i);
      guint8 worst = (guint8) finding->severity + 1;

      if (finding->part < n_parts)
        self->worst[finding->part] = MAX (self->worst[finding->part], worst);
    }
}

gboolean
ferry_part_model_get_worst (FerryPartModel *self,
                            guint           part,
                            FerrySeverity  *worst)
{
  g_return_val_if_fail (FERRY_IS_PART_MODEL (self), FALSE);

  if (self->worst == NULL || part >= ferry_manifest_document_get_n_parts (self->document) ||
      self->worst[part] == 0)
    return FALSE;

  *worst = (FerrySeverity) (self->worst[part] - 1);

  return TRUE;
}

void
ferry_part_model_set_search (FerryPartModel *self,
                             const char     *text)
{
  GTask *task;
  Search *search;

  g_return_if_fail (FERRY_IS_PART_MODEL (self));

  stop (self);
  if (text == NULL || *text == '\0')
    {
      show_found (self, NULL);
      return;
    }

  search = g_new0 (Search, 1);
  search->document = g_object_ref (self->document);
  search->text = g_utf8_casefold (text, -1);
  if (*text != '#' || !g_ascii_string_to_unsigned (text + 1, 10, 0, G_MAXUINT, &search->number,
                                                   NULL))
    search->number = G_MAXUINT64;

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, searched_cb, NULL);
  g_task_set_source_tag (task, ferry_part_model_set_search);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  g_task_run_in_thread (task, search_thread);
  g_object_unref (task);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHING]);
}

gboolean
ferry_part_model_is_searching (FerryPartModel *self)
{
  g_return_val_if_fail (FERRY_IS_PART_MODEL (self), FALSE);

  return self->cancellable != NULL;
}

guint
ferry_part_model_find (FerryPartModel *self,
                       guint           part)
{
  guint position;

  g_return_val_if_fail (FERRY_IS_PART_MODEL (self), GTK_INVALID_LIST_POSITION);

  if (self->found == NULL)
    return part < count (self) ? part : GTK_INVALID_LIST_POSITION;
  if (!g_array_binary_search (self->found, &part, compare_cb, &position))
    return GTK_INVALID_LIST_POSITION;

  return position;
}
