### As palavras da interface em português. As mesmas chaves de en.ftl; um teste compara os arquivos.

## Números
percent = { $number }%
percent-range = { $low }–{ $high }%

## Estrutura da página
skip-to-content = Ir para o conteúdo
motto = Ouvir o coro, nunca a voz
footer-privacy = Privacidade
staff-menu = Páginas da equipe
staff-menu-surveys = Pesquisas
staff-menu-organisation = Organização
sign-out = Sair

## Gráficos
chart-as-table = Mostrar como tabela
chart-answer = Resposta
chart-count = Respostas
chart-share = Proporção
chart-interval = Intervalo de 95%
chart-interval-of = Intervalo de 95%: { $range }

## Páginas de erro
error-400-title = Não conseguimos ler isso
error-400 = O que chegou está incompleto ou em um formato que esta página não entende. Nada foi guardado. Volte, recarregue a página e tente de novo.
error-401-title = Entre na sua conta
error-401 = Esta página é para a equipe, depois de entrar.
error-403-title = Isto não foi enviado pela nossa página
error-403 = Para proteger você, só aceitamos formulários enviados por este site. Nada foi guardado. Abra a página de novo e envie a partir dela.
error-404-title = Página não encontrada
error-404 = Não há nada neste endereço. Se você o digitou, confira letra por letra; se seguiu um link, ele pode estar desatualizado.
error-405-title = Esta página não faz isso
error-405 = O endereço está certo, mas não aceita o que foi enviado. Abra a página de novo e comece por ela.
error-408-title = Demorou demais
error-408 = A conexão estava lenta demais e paramos de esperar. Nada foi guardado. Volte e envie de novo; o que você escreveu ainda deve estar lá.
error-413-title = É demais de uma só vez
error-413 = O que você enviou é maior do que esta página aceita. Nada foi guardado. Volte e encurte os textos mais longos.
error-415-title = Não entendemos este formato
error-415 = Esta página só aceita o que o próprio formulário envia. Nada foi guardado.
error-429-title = Espere um momento
error-429 = Houve tentativas demais vindas da sua rede em pouco tempo. Tente de novo em um minuto. Não guardamos nenhum endereço para saber disso.
error-500-title = Algo deu errado do nosso lado
error-500 = O erro é nosso, não seu. Tente de novo mais tarde.
error-503-title = Estamos muito ocupados agora
error-503 = Nada se perdeu: volte e envie de novo em um minuto.
error-home = Ir para a página inicial
