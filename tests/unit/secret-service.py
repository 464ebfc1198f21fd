# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""secret-service.py SCHEMA ID dismiss|hang: a Secret Service with one locked item, whose prompts are
dismissed by somebody, or wait until the asker gives up. Says what happens, a line each."""

import sys

from gi.repository import Gio, GLib

SCHEMA, ID, MODE = sys.argv[1:]
ROOT = '/org/freedesktop/secrets'
COLLECTION = f'{ROOT}/collection/login'
ALIAS = f'{ROOT}/aliases/default'
ITEM = f'{COLLECTION}/1'
PROMPT = f'{ROOT}/prompt/1'
PREFIX = 'org.freedesktop.Secret.'
INTERFACES = Gio.DBusNodeInfo.new_for_xml('''<node>
<interface name="org.freedesktop.Secret.Service">
  <method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/>
    <arg type="v" direction="out"/><arg type="o" direction="out"/></method>
  <method name="SearchItems"><arg type="a{ss}" direction="in"/>
    <arg type="ao" direction="out"/><arg type="ao" direction="out"/></method>
  <method name="Unlock"><arg type="ao" direction="in"/>
    <arg type="ao" direction="out"/><arg type="o" direction="out"/></method>
  <method name="ReadAlias"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
  <property name="Collections" type="ao" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Collection">
  <method name="CreateItem"><arg type="a{sv}" direction="in"/><arg type="(oayays)" direction="in"/>
    <arg type="b" direction="in"/><arg type="o" direction="out"/><arg type="o" direction="out"/>
  </method>
  <property name="Items" type="ao" access="read"/><property name="Label" type="s" access="read"/>
  <property name="Locked" type="b" access="read"/><property name="Created" type="t" access="read"/>
  <property name="Modified" type="t" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Item">
  <method name="GetSecret"><arg type="o" direction="in"/><arg type="(oayays)" direction="out"/>
  </method>
  <property name="Attributes" type="a{ss}" access="read"/>
  <property name="Label" type="s" access="read"/><property name="Locked" type="b" access="read"/>
  <property name="Created" type="t" access="read"/><property name="Modified" type="t" access="read"/>
</interface>
<interface name="org.freedesktop.Secret.Prompt">
  <method name="Prompt"><arg type="s" direction="in"/></method>
  <method name="Dismiss"/>
  <signal name="Completed"><arg type="b"/><arg type="v"/></signal>
</interface></node>''')
ATTRIBUTES = {'xdg:schema': SCHEMA, 'application': SCHEMA, 'id': ID, 'name': 'Work',
              'region': 'eu-west-1', 'endpoint': '', 'access-key-id': 'AKIA1', 'expiration': ''}
PROPERTIES = {
    'Collections': ('ao', [COLLECTION]), 'Items': ('ao', [ITEM]), 'Label': ('s', 'one'),
    'Locked': ('b', True), 'Created': ('t', 1), 'Modified': ('t', 1),
    'Attributes': ('a{ss}', ATTRIBUTES),
}


def say(text):
    print(text, flush=True)


def complete(bus):
    say('dismissed')
    bus.emit_signal(None, PROMPT, PREFIX + 'Prompt', 'Completed',
                    GLib.Variant('(bv)', (True, GLib.Variant('ao', []))))


def call_cb(bus, _sender, _path, _interface, method, parameters, invocation):
    if method == 'OpenSession' and parameters.unpack()[0] != 'plain':
        invocation.return_dbus_error('org.freedesktop.DBus.Error.NotSupported', 'only plain')
    elif method == 'OpenSession':
        answer(invocation, '(vo)', (GLib.Variant('s', ''), f'{ROOT}/session/1'))
    elif method == 'SearchItems':
        answer(invocation, '(aoao)', ([], [ITEM]))
    elif method == 'Unlock':
        answer(invocation, '(aoo)', ([], PROMPT))
    elif method == 'ReadAlias':
        answer(invocation, '(o)', (COLLECTION,))
    elif method == 'Prompt':
        invocation.return_value(None)
        say('asked')
        if MODE == 'dismiss':
            complete(bus)
    elif method == 'Dismiss':
        invocation.return_value(None)
        complete(bus)
    else:
        invocation.return_dbus_error(PREFIX + 'Error.IsLocked', 'locked')


def answer(invocation, signature, values):
    invocation.return_value(GLib.Variant(signature, values))


def get_cb(_bus, _sender, _path, _interface, name):
    return GLib.Variant(*PROPERTIES[name])


def main():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for path, name in ((ROOT, 'Service'), (COLLECTION, 'Collection'), (ALIAS, 'Collection'),
                       (ITEM, 'Item'), (PROMPT, 'Prompt')):
        bus.register_object(path, INTERFACES.lookup_interface(PREFIX + name), call_cb, get_cb, None)
    Gio.bus_own_name_on_connection(bus, 'org.freedesktop.secrets', Gio.BusNameOwnerFlags.NONE,
                                   lambda *_: say('ready'), None)
    GLib.MainLoop().run()


main()
