/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "manifest/ferry-manifest-comparison.h"

/* How often the thread looks whether it is still wanted. */
#define PARTS_A_TURN 256

/* 12 bytes for each of half a million rows */
typedef struct {
  guint   left;     /* part, or FERRY_MANIFEST_NO_PART */
  guint   right;
  guint8  element;
  guint8  differs;
} Row;

struct _FerryManifestComparison {
  GObject                parent_instance;

  FerryManifestDocument *left;
  FerryManifestDocument *right;
  GArray                *rows;      /* Row */
  GArray                *differing; /* guint: which of them differ */
  gboolean               only_differences;
  gboolean               is_changing;
};

static void ferry_manifest_comparison_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FerryManifestComparison, ferry_manifest_comparison, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ferry_manifest_comparison_list_init))

static const FerryManifestElement head_elements[] = {
  FERRY_ELEMENT_VERSION, FERRY_ELEMENT_FILE_FORMAT, FERRY_ELEMENT_IMPORTER_NAME,
  FERRY_ELEMENT_IMPORTER_VERSION, FERRY_ELEMENT_IMPORTER_RELEASE, FERRY_ELEMENT_SELF_DESTRUCT_URL,
  FERRY_ELEMENT_SIZE, FERRY_ELEMENT_VOLUME_SIZE, FERRY_ELEMENT_PARTS,
};

static const FerryManifestElement part_elements[] = {
  FERRY_ELEMENT_PART, FERRY_ELEMENT_BYTE_RANGE, FERRY_ELEMENT_KEY, FERRY_ELEMENT_HEAD_URL,
  FERRY_ELEMENT_GET_URL, FERRY_ELEMENT_DELETE_URL,
};

static char *
format_number (gboolean there,
               guint64  number)
{
  return there ? g_strdup_printf ("%" G_GUINT64_FORMAT, number) : NULL;
}

/* (nullable) (transfer full) */
static char *
dup_head_value (FerryManifestDocument *document,
                FerryManifestElement   element)
{
  const FerryManifest *head = ferry_manifest_document_get_head (document);
  guint64 count = 0;

  if (element == FERRY_ELEMENT_VERSION)
    return g_strdup (head->version);
  if (element == FERRY_ELEMENT_FILE_FORMAT)
    return g_strdup (head->file_format);
  if (element == FERRY_ELEMENT_IMPORTER_NAME)
    return g_strdup (head->importer_name);
  if (element == FERRY_ELEMENT_IMPORTER_VERSION)
    return g_strdup (head->importer_version);
  if (element == FERRY_ELEMENT_IMPORTER_RELEASE)
    return g_strdup (head->importer_release);
  if (element == FERRY_ELEMENT_SELF_DESTRUCT_URL)
    return g_strdup (head->self_destruct_url);
  if (element == FERRY_ELEMENT_SIZE)
    return format_number (ferry_manifest_document_has (document, element), head->size);
  if (element == FERRY_ELEMENT_VOLUME_SIZE)
    return format_number (ferry_manifest_document_has (document, element), head->volume_size);

  if (!ferry_manifest_document_get_count (document, &count))
    return NULL;

  return format_number (TRUE, count);
}

/* @part: (nullable): there is no such part */
static char *
dup_part_value (FerryManifestDocument   *document,
                guint                    number,
                const FerryManifestPart *part,
                FerryManifestElement     element)
{
  guint64 start = 0, end = 0, index = 0;

  if (part == NULL)
    return NULL;
  if (element == FERRY_ELEMENT_KEY)
    return g_strdup (part->key);
  if (element == FERRY_ELEMENT_HEAD_URL)
    return g_strdup (part->head_url);
  if (element == FERRY_ELEMENT_GET_URL)
    return g_strdup (part->get_url);
  if (element == FERRY_ELEMENT_DELETE_URL)
    return g_strdup (part->delete_url);
  if (element == FERRY_ELEMENT_PART)
    return ferry_manifest_document_get_index (document, number, &index)
           ? format_number (TRUE, index) : NULL;
  if (!ferry_manifest_document_get_range (document, number, &start, &end))
    return NULL;

  return g_strdup_printf ("%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT, start, end);
}

static FerryManifestPart *
dup_part (FerryManifestDocument *document,
          guint                  part)
{
  return part == FERRY_MANIFEST_NO_PART ? NULL : ferry_manifest_document_dup_part (document, part);
}

static void
add_row (FerryManifestComparison *self,
         Row                      row,
         const char              *left,
         const char              *right)
{
  guint position = self->rows->len;

  if (left == NULL && right == NULL)
    return;

  row.differs = g_strcmp0 (left, right) != 0;
  g_array_append_val (self->rows, row);
  if (row.differs)
    g_array_append_val (self->differing, position);
}

static void
add_head (FerryManifestComparison *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (head_elements); i++)
    {
      Row row = { FERRY_MANIFEST_NO_PART, FERRY_MANIFEST_NO_PART, (guint8) head_elements[i], 0 };
      g_autofree char *left = dup_head_value (self->left, head_elements[i]);
      g_autofree char *right = dup_head_value (self->right, head_elements[i]);

      add_row (self, row, left, right);
    }
}

static void
add_part (FerryManifestComparison *self,
          guint                    left_number,
          guint                    right_number)
{
  g_autoptr(FerryManifestPart) left_part = dup_part (self->left, left_number);
  g_autoptr(FerryManifestPart) right_part = dup_part (self->right, right_number);

  for (guint i = 0; i < G_N_ELEMENTS (part_elements); i++)
    {
      Row row = { left_number, right_number, (guint8) part_elements[i], 0 };
      g_autofree char *left = dup_part_value (self->left, left_number, left_part,
                                              part_elements[i]);
      g_autofree char *right = dup_part_value (self->right, right_number, right_part,
                                               part_elements[i]);

      add_row (self, row, left, right);
    }
}

/* Whether every part has an index, each larger than the one before. */
static gboolean
is_indexed (FerryManifestDocument *document)
{
  guint64 index = 0, last = 0;

  for (guint i = 0; i < ferry_manifest_document_get_n_parts (document); i++)
    {
      if (!ferry_manifest_document_get_index (document, i, &index) || (i > 0 && index <= last))
        return FALSE;
      last = index;
    }

  return TRUE;
}

/* Which parts of both come next: those of the lower index, or of the same. */
static void
align (FerryManifestComparison *self,
       gboolean                 indexed,
       guint                   *left,
       guint                   *right)
{
  gboolean has_left = *left < ferry_manifest_document_get_n_parts (self->left);
  gboolean has_right = *right < ferry_manifest_document_get_n_parts (self->right);
  guint64 left_index = 0, right_index = 0;

  if (indexed && has_left && has_right)
    {
      ferry_manifest_document_get_index (self->left, *left, &left_index);
      ferry_manifest_document_get_index (self->right, *right, &right_index);
    }
  if (!has_left || right_index < left_index)
    *left = FERRY_MANIFEST_NO_PART;
  if (!has_right || left_index < right_index)
    *right = FERRY_MANIFEST_NO_PART;
}

static gboolean
compare (FerryManifestComparison *self,
         GCancellable            *cancellable)
{
  guint n_left = ferry_manifest_document_get_n_parts (self->left);
  guint n_right = ferry_manifest_document_get_n_parts (self->right);
  gboolean indexed = is_indexed (self->left) && is_indexed (self->right);
  guint next_left = 0, next_right = 0;

  add_head (self);
  for (guint i = 0; next_left < n_left || next_right < n_right; i++)
    {
      guint left = next_left;
      guint right = next_right;

      if (i % PARTS_A_TURN == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      align (self, indexed, &left, &right);
      add_part (self, left, right);
      next_left += left != FERRY_MANIFEST_NO_PART;
      next_right += right != FERRY_MANIFEST_NO_PART;
    }

  return TRUE;
}

static GType
get_item_type (GListModel *model)
{
  return FERRY_TYPE_MANIFEST_ROW;
}

static guint
get_n_items (GListModel *model)
{
  FerryManifestComparison *self = FERRY_MANIFEST_COMPARISON (model);

  if (self->is_changing)
    return 0;

  return self->only_differences ? self->differing->len : self->rows->len;
}

static FerryManifestRow *
make_row (FerryManifestComparison *self,
          const Row               *row)
{
  FerryManifestElement element = (FerryManifestElement) row->element;
  g_autoptr(FerryManifestPart) left_part = NULL;
  g_autoptr(FerryManifestPart) right_part = NULL;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (row->left == FERRY_MANIFEST_NO_PART && row->right == FERRY_MANIFEST_NO_PART)
    {
      left = dup_head_value (self->left, element);
      right = dup_head_value (self->right, element);
    }
  else
    {
      left_part = dup_part (self->left, row->left);
      right_part = dup_part (self->right, row->right);
      left = dup_part_value (self->left, row->left, left_part, element);
      right = dup_part_value (self->right, row->right, right_part, element);
    }

  return ferry_manifest_row_new (element, row->left, row->right, left, right);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  FerryManifestComparison *self = FERRY_MANIFEST_COMPARISON (model);

  if (position >= get_n_items (model))
    return NULL;

  if (self->only_differences)
    position = g_array_index (self->differing, guint, position);

  return make_row (self, &g_array_index (self->rows, Row, position));
}

static void
ferry_manifest_comparison_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
ferry_manifest_comparison_finalize (GObject *object)
{
  FerryManifestComparison *self = FERRY_MANIFEST_COMPARISON (object);

  g_clear_object (&self->left);
  g_clear_object (&self->right);
  g_array_unref (self->rows);
  g_array_unref (self->differing);

  G_OBJECT_CLASS (ferry_manifest_comparison_parent_class)->finalize (object);
}

static void
ferry_manifest_comparison_class_init (FerryManifestComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ferry_manifest_comparison_finalize;
}

static void
ferry_manifest_comparison_init (FerryManifestComparison *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->differing = g_array_new (FALSE, FALSE, sizeof (guint));
}

/* not compared yet */
static FerryManifestComparison *
make (FerryManifestDocument *left,
      FerryManifestDocument *right)
{
  FerryManifestComparison *self = g_object_new (FERRY_TYPE_MANIFEST_COMPARISON, NULL);

  self->left = g_object_ref (left);
  self->right = g_object_ref (right);

  return self;
}

static void
compare_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  if (!g_task_return_error_if_cancelled (task) &&
      (compare (task_data, cancellable) || !g_task_return_error_if_cancelled (task)))
    g_task_return_pointer (task, g_object_ref (task_data), g_object_unref);
}

FerryManifestComparison *
ferry_manifest_comparison_new (FerryManifestDocument *left,
                               FerryManifestDocument *right)
{
  FerryManifestComparison *self;

  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (left), NULL);
  g_return_val_if_fail (FERRY_IS_MANIFEST_DOCUMENT (right), NULL);

  self = make (left, right);
  compare (self, NULL);

  return self;
}

void
ferry_manifest_comparison_new_async (FerryManifestDocument *left,
                                     FerryManifestDocument *right,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (FERRY_IS_MANIFEST_DOCUMENT (left));
  g_return_if_fail (FERRY_IS_MANIFEST_DOCUMENT (right));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ferry_manifest_comparison_new_async);
  g_task_set_task_data (task, make (left, right), g_object_unref);
  g_task_run_in_thread (task, compare_thread);
}

FerryManifestComparison *
ferry_manifest_comparison_new_finish (GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
ferry_manifest_comparison_count_differences (FerryManifestComparison *self)
{
  g_return_val_if_fail (FERRY_IS_MANIFEST_COMPARISON (self), 0);

  return self->differing->len;
}

/* All go before others come: who shows them would look for each of the old among all of the new. */
void
ferry_manifest_comparison_set_only_differences (FerryManifestComparison *self,
                                                gboolean                 only)
{
  guint n_before;

  g_return_if_fail (FERRY_IS_MANIFEST_COMPARISON (self));

  if (self->only_differences == !!only)
    return;

  n_before = get_n_items (G_LIST_MODEL (self));
  self->is_changing = TRUE;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, 0);
  self->only_differences = !!only;
  self->is_changing = FALSE;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, get_n_items (G_LIST_MODEL (self)));
}

guint
ferry_manifest_comparison_find (FerryManifestComparison *self,
                                guint                    position,
                                gboolean                 forward)
{
  guint n_items;

  g_return_val_if_fail (FERRY_IS_MANIFEST_COMPARISON (self), FERRY_COMPARISON_NONE);

  n_items = get_n_items (G_LIST_MODEL (self));
  if (position == FERRY_COMPARISON_NONE)
    position = forward ? G_MAXUINT : n_items;

  /* one step from G_MAXUINT is the first */
  for (position += forward ? 1 : G_MAXUINT; position < n_items;
       position += forward ? 1 : G_MAXUINT)
    if (self->only_differences || g_array_index (self->rows, Row, position).differs)
      return position;

  return FERRY_COMPARISON_NONE;
}
