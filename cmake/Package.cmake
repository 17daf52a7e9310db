# What `cmake --install` puts where, and the Debian packages made of it: musubi, and musubi-dev for authors of connectors.
# Included last: it makes manual pages and completions with the program itself.
find_program(GZIP gzip REQUIRED)
set(MUSUBI_MAINTAINER "Musubi developers <musubi@localhost>" CACHE STRING "whom to write to about the packages: whoever publishes them")
set(source ${CMAKE_SOURCE_DIR}/cmake/package)
set(made ${CMAKE_BINARY_DIR}/generated/package)
set(system_config ${CMAKE_INSTALL_SYSCONFDIR})
if(CMAKE_INSTALL_PREFIX STREQUAL "/usr")
  set(system_config /etc)
endif()

# musubi_made(OUT word…): OUT is what `musubi word…` prints.
set(pages "")
function(musubi_made out)
  add_custom_command(OUTPUT ${made}/${out} DEPENDS musubi VERBATIM
    COMMAND sh -c "mkdir -p \"$(dirname \"$1\")\" && out=$1 && shift && \"$@\" > \"$out\"" sh ${made}/${out} $<TARGET_FILE:musubi> ${ARGN})
  set(pages ${pages} ${made}/${out} PARENT_SCOPE)
endfunction()
musubi_made(bash reference bash)
musubi_made(zsh reference zsh)
musubi_made(fish --lang ja reference fish)
foreach(lang en ja)
  musubi_made(${lang}/musubi.1 --lang ${lang} reference man)
  add_custom_command(OUTPUT ${made}/${lang}/musubi.1.gz DEPENDS ${made}/${lang}/musubi.1
    COMMAND ${GZIP} -9nk -f ${made}/${lang}/musubi.1)
  list(APPEND pages ${made}/${lang}/musubi.1.gz)
endforeach()
configure_file(${source}/changelog.in ${made}/changelog @ONLY)
configure_file(${source}/changelog-dev.in ${made}/dev/changelog @ONLY)
foreach(folder . dev)
  add_custom_command(OUTPUT ${made}/${folder}/changelog.gz DEPENDS ${made}/${folder}/changelog
    COMMAND ${GZIP} -9nk -f ${made}/${folder}/changelog)
  list(APPEND pages ${made}/${folder}/changelog.gz)
endforeach()
add_custom_target(reference_pages ALL DEPENDS ${pages})

configure_file(${source}/musubi.service.in ${made}/musubi.service @ONLY)

set(doc ${CMAKE_INSTALL_DATADIR}/doc/musubi)
install(FILES ${made}/en/musubi.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${made}/ja/musubi.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/ja/man1)
install(FILES ${made}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME musubi)
install(FILES ${made}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _musubi)
install(FILES ${made}/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME musubi.fish)
install(FILES ${made}/musubi.service DESTINATION lib/systemd/system)
install(DIRECTORY mappings DESTINATION ${CMAKE_INSTALL_DATADIR}/musubi)
install(DIRECTORY config/example DESTINATION ${doc}/examples)
install(FILES config/matching.yaml config/survivorship.yaml DESTINATION ${doc}/examples)
install(DIRECTORY docs/ DESTINATION ${doc} FILES_MATCHING PATTERN "*.md"
  PATTERN decisions EXCLUDE PATTERN plugin-example EXCLUDE PATTERN man EXCLUDE)
install(FILES README.md README.ja.md DESTINATION ${doc})
install(FILES ${made}/changelog.gz ${source}/copyright DESTINATION ${doc})
file(GLOB readmes RELATIVE ${CMAKE_SOURCE_DIR} CONFIGURE_DEPENDS connectors/*/README.md)
foreach(readme ${readmes})
  get_filename_component(folder ${readme} DIRECTORY)
  install(FILES ${readme} DESTINATION ${doc}/${folder})
endforeach()
install(FILES ${source}/musubi.yaml DESTINATION ${system_config}/musubi PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ)
install(FILES ${source}/environment DESTINATION ${system_config}/default RENAME musubi PERMISSIONS OWNER_READ OWNER_WRITE)
foreach(folder connections mappings)
  install(DIRECTORY DESTINATION ${system_config}/musubi/${folder})
endforeach()
install(DIRECTORY docs/plugin-example DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/musubi-dev/examples COMPONENT sdk)
install(FILES docs/connector-spec.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/musubi-dev COMPONENT sdk)
install(FILES ${made}/dev/changelog.gz ${source}/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/musubi-dev COMPONENT sdk)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME musubi)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "${MUSUBI_MAINTAINER}")
set(CPACK_INSTALL_PREFIX ${CMAKE_INSTALL_PREFIX})
set(CPACK_SET_DESTDIR ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL Unspecified sdk)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_NAME musubi)
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_SECTION database)
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_DEPENDS "postgresql-15, adduser, tzdata")
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_RECOMMENDS "mdbtools")
set(CPACK_COMPONENT_UNSPECIFIED_DESCRIPTION "customer integration hub
Musubi pulls customer records from web forms, shops, accounting, mail and
lists, maps, normalizes, matches and merges them into one customer master in
PostgreSQL, and lets every department read it. Japanese data is its home
ground: names, companies, addresses, phones, eras and encodings.
.
It keeps a private PostgreSQL in its data directory unless told of another
one, and brings a systemd service that starts when it is asked to.")
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_CONTROL_EXTRA
  ${source}/postinst ${source}/prerm ${source}/postrm ${source}/conffiles)
set(CPACK_DEBIAN_SDK_PACKAGE_NAME musubi-dev)
set(CPACK_DEBIAN_SDK_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_SDK_PACKAGE_DEPENDS python3)
set(CPACK_COMPONENT_SDK_DESCRIPTION "headers and contract kit for connectors of Musubi
What an author of a connector needs: the contract's header, its C++ face, a
CMake package, the contract kit that proves a connector, and an example; and
musubi-preset-test, which proves a preset by its fixture.")
include(CPack)
