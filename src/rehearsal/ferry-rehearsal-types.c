/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "ferry"

#include "config.h"

#include "rehearsal/ferry-rehearsal-account.h"

#include "rehearsal/ferry-rehearsal-exchange.h"

#define GIB 1024

typedef struct {
  const char *name;
  const char *architectures;  /* with blanks between */
  const char *hypervisor;     /* NULL: there is none */
  gboolean    is_current;
} Family;

/* Old ones, which Linux can be imported to, and new ones, which it cannot. */
static const Family families[] = {
  { "t1", "i386 x86_64", "xen", FALSE },
  { "t2", "i386 x86_64", "xen", TRUE },
  { "m3", "x86_64", "xen", FALSE },
  { "c3", "x86_64", "xen", FALSE },
  { "r3", "x86_64", "xen", FALSE },
  { "m4", "x86_64", "xen", TRUE },
  { "c4", "x86_64", "xen", TRUE },
  { "t3", "x86_64", "nitro", TRUE },
  { "m5", "x86_64", "nitro", TRUE },
  { "c5", "x86_64", "nitro", TRUE },
  { "r5", "x86_64", "nitro", TRUE },
  { "m6i", "x86_64", "nitro", TRUE },
  { "t4g", "arm64", "nitro", TRUE },
  { "m6g", "arm64", "nitro", TRUE },
};

typedef struct {
  const char *name;
  guint       n_vcpus;
  guint       memory;  /* MiB */
} Size;

static const Size sizes[] = {
  { "t1.micro", 1, 627 },
  { "t2.nano", 1, 512 }, { "t2.micro", 1, GIB }, { "t2.small", 1, 2 * GIB },
  { "t2.medium", 2, 4 * GIB }, { "t2.large", 2, 8 * GIB }, { "t2.xlarge", 4, 16 * GIB },
  { "t2.2xlarge", 8, 32 * GIB },
  { "m3.medium", 1, 3840 }, { "m3.large", 2, 7680 }, { "m3.xlarge", 4, 15 * GIB },
  { "m3.2xlarge", 8, 30 * GIB },
  { "c3.large", 2, 3840 }, { "c3.xlarge", 4, 7680 }, { "c3.2xlarge", 8, 15 * GIB },
  { "c3.4xlarge", 16, 30 * GIB }, { "c3.8xlarge", 32, 60 * GIB },
  { "r3.large", 2, 15616 }, { "r3.xlarge", 4, 31232 }, { "r3.2xlarge", 8, 62464 },
  { "r3.4xlarge", 16, 122 * GIB }, { "r3.8xlarge", 32, 244 * GIB },
  { "m4.large", 2, 8 * GIB }, { "m4.xlarge", 4, 16 * GIB }, { "m4.2xlarge", 8, 32 * GIB },
  { "c4.large", 2, 3840 }, { "c4.xlarge", 4, 7680 }, { "c4.2xlarge", 8, 15 * GIB },
  { "t3.nano", 2, 512 }, { "t3.micro", 2, GIB }, { "t3.small", 2, 2 * GIB },
  { "t3.medium", 2, 4 * GIB }, { "t3.large", 2, 8 * GIB }, { "t3.xlarge", 4, 16 * GIB },
  { "t3.2xlarge", 8, 32 * GIB },
  { "m5.large", 2, 8 * GIB }, { "m5.xlarge", 4, 16 * GIB }, { "m5.2xlarge", 8, 32 * GIB },
  { "m5.4xlarge", 16, 64 * GIB }, { "m5.8xlarge", 32, 128 * GIB }, { "m5.12xlarge", 48, 192 * GIB },
  { "m5.metal", 96, 384 * GIB },
  { "c5.large", 2, 4 * GIB }, { "c5.xlarge", 4, 8 * GIB }, { "c5.2xlarge", 8, 16 * GIB },
  { "c5.4xlarge", 16, 32 * GIB },
  { "r5.large", 2, 16 * GIB }, { "r5.xlarge", 4, 32 * GIB }, { "r5.2xlarge", 8, 64 * GIB },
  { "r5.4xlarge", 16, 128 * GIB },
  { "m6i.large", 2, 8 * GIB }, { "m6i.xlarge", 4, 16 * GIB }, { "m6i.2xlarge", 8, 32 * GIB },
  { "m6i.4xlarge", 16, 64 * GIB },
  { "t4g.micro", 2, GIB }, { "t4g.small", 2, 2 * GIB }, { "t4g.medium", 2, 4 * GIB },
  { "t4g.large", 2, 8 * GIB },
  { "m6g.large", 2, 8 * GIB }, { "m6g.xlarge", 4, 16 * GIB },
};

/* What else the reply holds of each type, and nobody here reads: its size is a real one. */
static const char rest[] =
  "<freeTierEligible>false</freeTierEligible><supportedUsageClasses><item>on-demand</item>"
  "<item>spot</item></supportedUsageClasses><supportedRootDeviceTypes><item>ebs</item>"
  "</supportedRootDeviceTypes><supportedVirtualizationTypes><item>hvm</item>"
  "</supportedVirtualizationTypes><instanceStorageSupported>false</instanceStorageSupported>"
  "<placementGroupInfo><supportedStrategies><item>cluster</item><item>partition</item>"
  "<item>spread</item></supportedStrategies></placementGroupInfo>"
  "<hibernationSupported>false</hibernationSupported>"
  "<burstablePerformanceSupported>false</burstablePerformanceSupported>"
  "<dedicatedHostsSupported>true</dedicatedHostsSupported>"
  "<autoRecoverySupported>true</autoRecoverySupported><nitroEnclavesSupport>unsupported"
  "</nitroEnclavesSupport><nitroTpmSupport>unsupported</nitroTpmSupport>"
  "<phcSupport>unsupported</phcSupport>";

guint
ferry_rehearsal_types_count (void)
{
  return G_N_ELEMENTS (sizes);
}

/* Behind those that exist come more sizes of m5, which do not. */
char *
ferry_rehearsal_types_dup_name (guint index)
{
  return index < G_N_ELEMENTS (sizes) ? g_strdup (sizes[index].name)
                                      : g_strdup_printf ("m5.%uxlarge", index);
}

static const Family *
find_family (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    {
      g_autofree char *prefix = g_strconcat (families[i].name, ".", NULL);

      if (g_str_has_prefix (name, prefix))
        return &families[i];
    }

  g_assert_not_reached ();
}

static void
append_words (GString    *xml,
              const char *set,
              const char *words)
{
  g_auto(GStrv) all = g_strsplit (words, " ", -1);

  g_string_append_printf (xml, "<%s>", set);
  for (guint i = 0; all[i]; i++)
    ferry_rehearsal_append_element (xml, "item", all[i]);
  g_string_append_printf (xml, "</%s>", set);
}

static void
append_hardware (GString      *xml,
                 const Family *family,
                 gboolean      is_metal)
{
  gboolean is_nitro = g_str_equal (family->hypervisor, "nitro");

  ferry_rehearsal_append_element (xml, "bareMetal", is_metal ? "true" : "false");
  ferry_rehearsal_append_element (xml, "hypervisor", is_metal ? NULL : family->hypervisor);
  g_string_append_printf (xml, "<ebsInfo><ebsOptimizedSupport>default</ebsOptimizedSupport>"
                          "<encryptionSupport>supported</encryptionSupport><ebsOptimizedInfo>"
                          "<baselineBandwidthInMbps>650</baselineBandwidthInMbps>"
                          "<baselineThroughputInMBps>81.25</baselineThroughputInMBps>"
                          "<baselineIops>3600</baselineIops>"
                          "<maximumBandwidthInMbps>4750</maximumBandwidthInMbps>"
                          "<maximumThroughputInMBps>593.75</maximumThroughputInMBps>"
                          "<maximumIops>18750</maximumIops></ebsOptimizedInfo>"
                          "<nvmeSupport>%s</nvmeSupport></ebsInfo>",
                          is_nitro ? "required" : "unsupported");
  g_string_append_printf (xml, "<networkInfo><networkPerformance>Up to 10 Gigabit"
                          "</networkPerformance><maximumNetworkInterfaces>3"
                          "</maximumNetworkInterfaces><maximumNetworkCards>1</maximumNetworkCards>"
                          "<defaultNetworkCardIndex>0</defaultNetworkCardIndex><networkCards><item>"
                          "<networkCardIndex>0</networkCardIndex><networkPerformance>Up to 10 "
                          "Gigabit</networkPerformance><maximumNetworkInterfaces>3"
                          "</maximumNetworkInterfaces></item></networkCards>"
                          "<ipv4AddressesPerInterface>10</ipv4AddressesPerInterface>"
                          "<ipv6AddressesPerInterface>10</ipv6AddressesPerInterface>"
                          "<ipv6Supported>true</ipv6Supported><enaSupport>%s</enaSupport>"
                          "<efaSupported>false</efaSupported></networkInfo>",
                          is_nitro ? "required" : "unsupported");
}

void
ferry_rehearsal_types_append (guint    index,
                              GString *xml)
{
  g_autofree char *name = ferry_rehearsal_types_dup_name (index);
  const Family *family = find_family (name);
  const Size *size = &sizes[index % G_N_ELEMENTS (sizes)];
  gboolean is_arm = g_str_equal (family->architectures, "arm64");

  g_string_append (xml, "<item>");
  ferry_rehearsal_append_element (xml, "instanceType", name);
  ferry_rehearsal_append_element (xml, "currentGeneration", family->is_current ? "true" : "false");
  g_string_append (xml, "<processorInfo>");
  append_words (xml, "supportedArchitectures", family->architectures);
  g_string_append (xml, "<sustainedClockSpeedInGhz>2.5</sustainedClockSpeedInGhz></processorInfo>"
                   "<vCpuInfo>");
  ferry_rehearsal_append_number (xml, "defaultVCpus", size->n_vcpus);
  g_string_append (xml, "</vCpuInfo><memoryInfo>");
  ferry_rehearsal_append_number (xml, "sizeInMiB", size->memory);
  g_string_append (xml, "</memoryInfo>");
  append_hardware (xml, family, g_str_has_suffix (name, ".metal"));
  append_words (xml, "supportedBootModes",
                is_arm ? "uefi"
                : g_str_equal (family->hypervisor, "xen") ? "legacy-bios" : "legacy-bios uefi");
  g_string_append (xml, rest);
  g_string_append (xml, "</item>");
}
