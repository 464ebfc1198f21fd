/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "plan/ferry-grouping.h"

#include "plan/ferry-grouped-disk.h"
#include "plan/ferry-natural.h"
#include "plan/ferry-unique-names.h"

#include <string.h>

/* So that a key out of nothing but hyphens costs little. */
#define MOST_PREFIXES 8

typedef struct _Machine Machine;
struct _Machine {
  const FerryGroupedDisk *first;    /* from which it starts, if from any */
  GPtrArray              *disks;    /* (element-type FerryGroupedDisk) */
  Machine                *host;     /* (nullable): the machine that its disks belong to */
  char                   *name;
  char                   *fold;     /* @name for comparing */
  gboolean                is_dependent;  /* each of its disks is */
  gboolean                is_second;     /* another machine starts under the same stem */
  gboolean                is_family;     /* its index counts disks: "web01_0" is "web01" */
};

/* Machines that may belong together: of one folder, or of one stem but for its index */
typedef struct {
  guint    n_boots;
  Machine *boot;
  Machine *data;  /* the first that is dependent */
} Kin;

typedef struct {
  GPtrArray  *disks;       /* (element-type FerryGroupedDisk) */
  GPtrArray  *machines;    /* (element-type Machine) */
  GHashTable *by_stem;     /* container and stem to Machine */
  GHashTable *containers;  /* number to Kin */
  GHashTable *families;    /* container and stem without its index to Kin */
} Grouping;

/* One disk: several files where there are extents or snapshots */
typedef struct {
  guint                   start;
  guint                   end;
  const FerryGroupedDisk *best;
  gboolean                is_dependent;
} Piece;

static void
machine_free (Machine *machine)
{
  g_ptr_array_unref (machine->disks);
  g_free (machine->name);
  g_free (machine->fold);
  g_free (machine);
}

static void
grouping_free (Grouping *self)
{
  g_ptr_array_unref (self->disks);
  g_ptr_array_unref (self->machines);
  g_hash_table_unref (self->by_stem);
  g_hash_table_unref (self->containers);
  g_hash_table_unref (self->families);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Grouping, grouping_free)

static Grouping *
grouping_new (void)
{
  Grouping *self = g_new0 (Grouping, 1);

  self->disks = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_grouped_disk_free);
  self->machines = g_ptr_array_new_with_free_func ((GDestroyNotify) machine_free);
  self->by_stem = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->containers = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->families = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

static int
compare_disks (gconstpointer a,
               gconstpointer b)
{
  const FerryGroupedDisk *disk_a = *(const FerryGroupedDisk *const *) a;
  const FerryGroupedDisk *disk_b = *(const FerryGroupedDisk *const *) b;
  int order = ferry_grouped_disk_place (disk_a, disk_b);

  if (order == 0)
    order = strcmp (disk_a->name->stem_fold, disk_b->name->stem_fold);

  return order ? order : ferry_grouped_disk_order (disk_a, disk_b);
}

static void
take_disks (Grouping  *self,
            GPtrArray *disks)
{
  guint container = 0;

  for (guint i = 0; i < disks->len; i++)
    g_ptr_array_add (self->disks, ferry_grouped_disk_new (g_ptr_array_index (disks, i)));
  g_ptr_array_sort (self->disks, compare_disks);

  for (guint i = 0; i < self->disks->len; i++)
    {
      FerryGroupedDisk *disk = g_ptr_array_index (self->disks, i);

      if (i > 0 && ferry_grouped_disk_place (g_ptr_array_index (self->disks, i - 1), disk) != 0)
        container++;
      disk->container = container;
    }
}

static char *
make_stem_key (guint       container,
               const char *stem,
               gsize       length)
{
  return g_strdup_printf ("%u/%.*s", container, (int) length, stem);
}

static Kin *
get_container (Grouping *self,
               guint     number)
{
  Kin *kin = g_hash_table_lookup (self->containers, GUINT_TO_POINTER (number));

  if (kin == NULL)
    {
      kin = g_new0 (Kin, 1);
      g_hash_table_insert (self->containers, GUINT_TO_POINTER (number), kin);
    }

  return kin;
}

/* Returns: (nullable): %NULL for a stem without an index */
static Kin *
get_family (Grouping      *self,
            const Machine *machine)
{
  const char *stem = machine->first->name->stem_fold;
  gsize length = ferry_disk_name_find_index (stem);
  g_autofree char *key = NULL;
  Kin *kin;

  if (length == 0)
    return NULL;

  key = make_stem_key (machine->first->container, stem, length);
  kin = g_hash_table_lookup (self->families, key);
  if (kin == NULL)
    {
      kin = g_new0 (Kin, 1);
      g_hash_table_insert (self->families, g_steal_pointer (&key), kin);
    }

  return kin;
}

static void
kin_add (Kin     *kin,
         Machine *machine)
{
  if (machine->first->rank != FERRY_BOOT_RANK_NONE)
    {
      kin->n_boots++;
      kin->boot = machine;
    }
  else if (machine->is_dependent && kin->data == NULL)
    {
      kin->data = machine;
    }
}

static Machine *
add_machine (Grouping               *self,
             const FerryGroupedDisk *first)
{
  Machine *machine = g_new0 (Machine, 1);

  machine->first = first;
  machine->disks = g_ptr_array_new ();
  machine->is_dependent = TRUE;
  g_ptr_array_add (self->machines, machine);

  return machine;
}

static void
add_piece (Grouping    *self,
           Machine     *machine,
           const Piece *piece)
{
  for (guint i = piece->start; i < piece->end; i++)
    g_ptr_array_add (machine->disks, g_ptr_array_index (self->disks, i));
  machine->is_dependent &= piece->is_dependent;
}

static void
register_machine (Grouping *self,
                  Machine  *machine)
{
  Kin *family = get_family (self, machine);

  kin_add (get_container (self, machine->first->container), machine);
  if (family)
    kin_add (family, machine);
}

/* The files of the disk at @start, which are neighbours */
static Piece
find_piece (Grouping *self,
            guint     start,
            guint     end)
{
  const FerryGroupedDisk *previous = g_ptr_array_index (self->disks, start);
  Piece piece = { start, start + 1, previous, previous->is_dependent };

  for (; piece.end < end; piece.end++)
    {
      const FerryGroupedDisk *disk = g_ptr_array_index (self->disks, piece.end);

      if (!ferry_grouped_disk_is_same (previous, disk))
        break;
      if (disk->rank > piece.best->rank ||
          (disk->rank == piece.best->rank && piece.best->name->is_part && !disk->name->is_part))
        piece.best = disk;
      piece.is_dependent |= disk->is_dependent;
      previous = disk;
    }

  if (piece.best->rank != FERRY_BOOT_RANK_NONE)
    piece.is_dependent = FALSE;

  return piece;
}

/* Whether a machine rather starts from @a. Names go before contents: a machine with /boot on a disk
 * of its own shows its system on another.
 */
static gboolean
is_better_start (const FerryGroupedDisk *a,
                 const FerryGroupedDisk *b)
{
  gboolean starts_a = a->rank != FERRY_BOOT_RANK_NONE;
  gboolean starts_b = b->rank != FERRY_BOOT_RANK_NONE;
  gboolean data_a = a->name->role == FERRY_DISK_ROLE_DATA;
  gboolean data_b = b->name->role == FERRY_DISK_ROLE_DATA;

  if (starts_a != starts_b)
    return starts_a;
  if (data_a != data_b)
    return data_b;
  if (a->name->weight != b->name->weight)
    return a->name->weight > b->name->weight;

  return a->rank > b->rank;
}

/* The disks of one stem: one machine, and one more for each other disk that starts by itself */
static void
split_stem (Grouping *self,
            guint     start,
            guint     end)
{
  g_autoptr(GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  const FerryGroupedDisk *first = NULL;
  Machine *machine;

  for (guint i = start; i < end;)
    {
      Piece piece = find_piece (self, i, end);

      if (first == NULL || is_better_start (piece.best, first))
        first = piece.best;
      i = piece.end;
      g_array_append_val (pieces, piece);
    }

  machine = add_machine (self, first);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->best == first || ferry_grouped_disk_follows (piece->best, first))
        {
          add_piece (self, machine, piece);
        }
      else
        {
          Machine *second = add_machine (self, piece->best);

          second->is_second = TRUE;
          add_piece (self, second, piece);
          register_machine (self, second);
        }
    }

  g_hash_table_insert (self->by_stem,
                       make_stem_key (first->container, first->name->stem_fold,
                                      strlen (first->name->stem_fold)),
                       machine);
  register_machine (self, machine);
}

static void
split_stems (Grouping *self)
{
  guint start = 0;

  for (guint i = 1; self->disks->len > 0 && i <= self->disks->len; i++)
    {
      const FerryGroupedDisk *first = g_ptr_array_index (self->disks, start);
      const FerryGroupedDisk *disk =
        i < self->disks->len ? g_ptr_array_index (self->disks, i) : NULL;

      if (disk == NULL || disk->container != first->container ||
          strcmp (disk->name->stem_fold, first->name->stem_fold) != 0)
        {
          split_stem (self, start, i);
          start = i;
        }
    }
}

/* Whether @rest only counts: "_1", " (2)", "_1-000002" */
static gboolean
is_index (const char *rest)
{
  return rest[strspn (rest, " -_.()0123456789")] == '\0';
}

/* The machine whose stem is the beginning of @machine's own, the longest first. @starts: look for
 * one that starts, or for one that does not
 */
static Machine *
find_by_prefix (Grouping      *self,
                const Machine *machine,
                gboolean       starts)
{
  const char *stem = machine->first->name->stem_fold;
  gsize length = strlen (stem);

  for (guint i = 0; i < MOST_PREFIXES; i++)
    {
      g_autofree char *key = NULL;
      Machine *found;

      while (length > 0 && strchr (" -_.(", stem[length - 1]) == NULL)
        length--;
      while (length > 0 && strchr (" -_.(", stem[length - 1]) != NULL)
        length--;
      if (length == 0)
        return NULL;

      key = make_stem_key (machine->first->container, stem, length);
      found = g_hash_table_lookup (self->by_stem, key);
      if (found && (found->first->rank != FERRY_BOOT_RANK_NONE) == starts &&
          (is_index (stem + length) || (starts && machine->is_dependent)))
        return found;
    }

  return NULL;
}

/* "web01/web01.vmdk" and "web01/archive.vmdk": the folder is the machine's own */
static Machine *
find_by_folder (Grouping      *self,
                const Machine *machine)
{
  const Kin *container = get_container (self, machine->first->container);
  g_autofree char *label = ferry_disk_name_dup_label (machine->first->name);
  g_autofree char *fold = label ? ferry_natural_fold (label) : NULL;

  if (container->n_boots != 1 ||
      g_strcmp0 (fold, container->boot->first->name->stem_fold) != 0)
    return NULL;

  return container->boot;
}

/* The machine to which disks belong from which nothing starts */
static Machine *
find_host (Grouping *self,
           Machine  *machine)
{
  const Kin *container = get_container (self, machine->first->container);
  const Kin *family = get_family (self, machine);
  Machine *host = NULL;

  if (*machine->first->name->stem_fold == '\0')
    return container->n_boots == 1 ? container->boot : NULL;

  host = find_by_prefix (self, machine, TRUE);
  if (host == NULL && machine->is_dependent && family && family->n_boots == 1)
    {
      host = family->boot;
      host->is_family = TRUE;
    }
  if (host == NULL && machine->is_dependent)
    host = find_by_folder (self, machine);
  if (host == NULL)
    host = find_by_prefix (self, machine, FALSE);
  if (host == NULL && machine->is_dependent && family && family->n_boots == 0 &&
      family->data != machine)
    {
      host = family->data;
      host->is_family = TRUE;
    }

  return host;
}

/* VMware calls the second disk of "web01" "web01_1". Such a disk may start as well; it is the
 * machine's own only if it tells less.
 */
static Machine *
find_numbered_host (Grouping *self,
                    Machine  *machine)
{
  const char *stem = machine->first->name->stem_fold;
  gsize length = ferry_disk_name_find_index (stem);
  Machine *host;

  if (length == 0 || stem[length] != '_' || !g_ascii_isdigit (stem[length + 1]) ||
      stem[length + 1] == '0')
    return NULL;

  host = find_by_prefix (self, machine, TRUE);

  return host && host->first->rank > machine->first->rank ? host : NULL;
}

static void
join_machines (Grouping *self)
{
  for (guint i = 0; i < self->machines->len; i++)
    {
      Machine *machine = g_ptr_array_index (self->machines, i);

      machine->host = machine->first->rank == FERRY_BOOT_RANK_NONE
                        ? find_host (self, machine)
                        : find_numbered_host (self, machine);
    }

  for (guint i = 0; i < self->machines->len; i++)
    {
      Machine *machine = g_ptr_array_index (self->machines, i);
      Machine *host = machine->host;

      if (host == NULL)
        continue;
      while (host->host)
        host = host->host;
      for (guint j = 0; j < machine->disks->len; j++)
        g_ptr_array_add (host->disks, g_ptr_array_index (machine->disks, j));
    }
}

static int
compare_in_machine (gconstpointer a,
                    gconstpointer b)
{
  return ferry_grouped_disk_order (*(const FerryGroupedDisk *const *) a,
                                   *(const FerryGroupedDisk *const *) b);
}

static int
compare_machines (gconstpointer a,
                  gconstpointer b)
{
  const Machine *machine_a = *(const Machine *const *) a;
  const Machine *machine_b = *(const Machine *const *) b;
  int order = ferry_natural_compare (machine_a->fold, machine_b->fold);

  if (order == 0)
    order = ferry_grouped_disk_place (machine_a->first, machine_b->first);

  return order ? order : ferry_grouped_disk_order (machine_a->first, machine_b->first);
}

/* @name: (transfer full) */
static void
set_name (Machine *machine,
          char    *name)
{
  g_free (machine->name);
  g_free (machine->fold);
  machine->name = name;
  machine->fold = ferry_natural_fold (name);
}

static GPtrArray *
list_named_machines (Grouping *self)
{
  GPtrArray *named = g_ptr_array_new ();

  for (guint i = 0; i < self->machines->len; i++)
    {
      Machine *machine = g_ptr_array_index (self->machines, i);

      if (machine->host)
        continue;
      set_name (machine, ferry_grouped_disk_dup_name (machine->first, machine->is_second,
                                                      machine->is_family));
      g_ptr_array_sort (machine->disks, compare_in_machine);
      g_ptr_array_add (named, machine);
    }
  g_ptr_array_sort (named, compare_machines);

  return named;
}

/* @machines: sorted, so that the names do not depend on the order in which the disks came */
static void
make_names_unique (GPtrArray *machines)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < machines->len; i++)
    g_ptr_array_add (names, g_strdup (((Machine *) g_ptr_array_index (machines, i))->name));
  ferry_unique_names_make (names);
  for (guint i = 0; i < machines->len; i++)
    set_name (g_ptr_array_index (machines, i), g_strdup (g_ptr_array_index (names, i)));
  g_ptr_array_sort (machines, compare_machines);
}

static FerryDiskGroup *
make_group (const Machine *machine)
{
  FerryDiskGroup *group = g_new0 (FerryDiskGroup, 1);

  group->name = g_strdup (machine->name);
  group->disks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (group->disks, g_object_ref (machine->first->disk));
  for (guint i = 0; i < machine->disks->len; i++)
    {
      const FerryGroupedDisk *disk = g_ptr_array_index (machine->disks, i);

      if (disk != machine->first)
        g_ptr_array_add (group->disks, g_object_ref (disk->disk));
    }

  return group;
}

void
ferry_disk_group_free (FerryDiskGroup *group)
{
  if (group == NULL)
    return;

  g_free (group->name);
  g_ptr_array_unref (group->disks);
  g_free (group);
}

GPtrArray *
ferry_group_disks (GPtrArray *disks)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) ferry_disk_group_free);
  g_autoptr(Grouping) grouping = grouping_new ();
  g_autoptr(GPtrArray) machines = NULL;

  g_return_val_if_fail (disks != NULL, groups);

  take_disks (grouping, disks);
  split_stems (grouping);
  join_machines (grouping);
  machines = list_named_machines (grouping);
  make_names_unique (machines);
  for (guint i = 0; i < machines->len; i++)
    g_ptr_array_add (groups, make_group (g_ptr_array_index (machines, i)));

  return groups;
}

char *
ferry_group_dup_machine_name (FerryDisk *disk)
{
  g_autoptr(FerryGroupedDisk) grouped = NULL;

  g_return_val_if_fail (FERRY_IS_DISK (disk), NULL);

  grouped = ferry_grouped_disk_new (disk);

  return ferry_grouped_disk_dup_name (grouped, FALSE, FALSE);
}
