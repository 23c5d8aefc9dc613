# To be sourced by a script that needs PostgreSQL: starts a throw-away server, which is gone afterwards.
#
# $server is its address, $server_folder where it lies, and $psql the client with it.
# restart_server: stops it as a crash does, and starts it again.
. jobs/packages.sh
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    if [ "$(id -u)" -eq 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
    fi
    install_packages postgresql
fi
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
server_folder=$(mktemp -d)
as=()
if [ "$(id -u)" -eq 0 ]; then
    chown postgres "$server_folder"
    as=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi
stop_server() {
    (cd / && "${as[@]}" "$bin/pg_ctl" -D "$server_folder/data" -m immediate stop >/dev/null 2>&1) || true
    rm -rf "$server_folder"
}
trap stop_server EXIT
restart_server() {
    (cd / && "${as[@]}" "$bin/pg_ctl" -D "$server_folder/data" -m immediate -w restart >/dev/null)
}
port=$((50000 + RANDOM % 10000))
(
    cd "$server_folder"
    "${as[@]}" "$bin/initdb" -D "$server_folder/data" -U kling --auth=trust --locale=C -E UTF8 >/dev/null
    "${as[@]}" "$bin/pg_ctl" -D "$server_folder/data" -w -l "$server_folder/data/log" \
        -o "-p $port -c listen_addresses= -c unix_socket_directories=$server_folder" start >/dev/null
)
server="postgresql://kling@/postgres?host=$server_folder&port=$port"
psql=("$bin/psql" "$server" -q -v ON_ERROR_STOP=1)
